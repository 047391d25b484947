// A strict reader of the OpenMetrics text format, as far as counters, gauges and histograms go.

export interface MetricSample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

export interface MetricFamily {
  type: string;
  help: string;
  samples: MetricSample[];
}

const SUFFIXES: Record<string, readonly string[]> = {
  counter: ['_total'],
  gauge: [''],
  histogram: ['_bucket', '_count', '_sum'],
};
const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABEL = '([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\\\\n]|\\\\["\\\\n])*)"';
const NUMBER = '[+-]?(?:\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?|Inf)|NaN';

/** The families in a text, by name. Throws where the text is not what the format allows. */
export function parseOpenMetrics(text: string): Map<string, MetricFamily> {
  if (!text.endsWith('# EOF\n')) throw new Error('does not end with # EOF');
  const families = new Map<string, MetricFamily>();
  const seen = new Set<string>();
  let current: [string, MetricFamily] | undefined;
  for (const line of text.slice(0, -'# EOF\n'.length).split('\n').slice(0, -1)) {
    const meta = new RegExp(`^# (HELP|TYPE|UNIT) (${NAME}) (.+)$`).exec(line);
    if (meta) {
      const [, key = '', name = '', rest = ''] = meta;
      if (current?.[0] !== name) {
        if (families.has(name)) throw new Error(`${name} stands in two places`);
        current = [name, { type: 'unknown', help: '', samples: [] }];
        families.set(...current);
      }
      if (current[1].samples.length > 0) throw new Error(`${key} of ${name} after its samples`);
      if (key === 'TYPE') current[1].type = rest;
      if (key === 'HELP') current[1].help = rest;
      continue;
    }
    const sample = readSample(line);
    const [name, family] = current ?? ['', undefined];
    const suffixes = SUFFIXES[family?.type ?? ''] ?? [];
    if (!family || !suffixes.some((suffix) => sample.name === name + suffix)) {
      throw new Error(`a sample of no family: ${line}`);
    }
    const identity = JSON.stringify([sample.name, Object.entries(sample.labels).sort()]);
    if (seen.has(identity)) throw new Error(`twice: ${line}`);
    seen.add(identity);
    if (family.type !== 'gauge' && !(sample.value >= 0)) throw new Error(`negative: ${line}`);
    family.samples.push(sample);
  }
  for (const [name, family] of families) {
    if (family.type === 'histogram') checkHistogram(name, family);
  }
  return families;
}

function readSample(line: string): MetricSample {
  const match = new RegExp(`^(${NAME})(?:\\{(${LABEL}(?:,${LABEL})*)\\})? (${NUMBER})$`).exec(line);
  if (!match) throw new Error(`not a sample: ${line}`);
  const [, name = '', inside = ''] = match;
  const pairs = [...inside.matchAll(new RegExp(LABEL, 'g'))];
  const labels = Object.fromEntries(pairs.map(([, key = '', value = '']) => [key, value]));
  if (Object.keys(labels).length !== pairs.length) throw new Error(`a label twice: ${line}`);
  return { name, labels, value: Number((match.at(-1) ?? '').replace('Inf', 'Infinity')) };
}

/** Buckets rise, the last is +Inf and equals the count. */
function checkHistogram(name: string, { samples }: MetricFamily): void {
  const buckets = samples.filter((sample) => sample.name === `${name}_bucket`);
  const bounds = buckets.map(({ labels }) => Number(labels['le']?.replace('+Inf', 'Infinity')));
  const counts = buckets.map(({ value }) => value);
  const rises = (values: number[]) => values.every((value, at) => value >= (values[at - 1] ?? 0));
  const count = samples.find((sample) => sample.name === `${name}_count`)?.value;
  if (!rises(bounds) || !rises(counts) || bounds.at(-1) !== Infinity || counts.at(-1) !== count) {
    throw new Error(`the buckets of ${name} do not add up`);
  }
}
