// A strict parser of the OpenMetrics text format for counters, gauges and histograms.

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

/** Returns the metric families by name. Throws if the text violates the format. */
export function parseOpenMetrics(text: string): Map<string, MetricFamily> {
  if (!text.endsWith('# EOF\n')) throw new Error('does not end with # EOF');
  const families = new Map<string, MetricFamily>();
  const identities = new Set<string>();
  let current: [string, MetricFamily] | undefined;
  for (const line of text.slice(0, -'# EOF\n'.length).split('\n').slice(0, -1)) {
    const meta = new RegExp(`^# (HELP|TYPE|UNIT) (${NAME}) (.+)$`).exec(line);
    if (meta) {
      const [, key = '', name = '', rest = ''] = meta;
      if (current?.[0] !== name) {
        if (families.has(name)) throw new Error(`${name} occurs twice`);
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
      throw new Error(`sample without a family: ${line}`);
    }
    const identity = JSON.stringify([sample.name, Object.entries(sample.labels).sort()]);
    if (identities.has(identity)) throw new Error(`duplicate sample: ${line}`);
    identities.add(identity);
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
  const [, name = '', labelText = ''] = match;
  const pairs = [...labelText.matchAll(new RegExp(LABEL, 'g'))];
  const labels = Object.fromEntries(pairs.map(([, key = '', value = '']) => [key, value]));
  if (Object.keys(labels).length !== pairs.length) throw new Error(`duplicate label: ${line}`);
  return { name, labels, value: Number((match.at(-1) ?? '').replace('Inf', 'Infinity')) };
}

// Buckets increase; the last one is +Inf and equals the count.
function checkHistogram(name: string, { samples }: MetricFamily): void {
  const buckets = samples.filter((sample) => sample.name === `${name}_bucket`);
  const bounds = buckets.map(({ labels }) => Number(labels['le']?.replace('+Inf', 'Infinity')));
  const counts = buckets.map(({ value }) => value);
  const isIncreasing = (values: number[]) =>
    values.every((value, index) => value >= (values[index - 1] ?? 0));
  const count = samples.find((sample) => sample.name === `${name}_count`)?.value;
  if (
    !isIncreasing(bounds) ||
    !isIncreasing(counts) ||
    bounds.at(-1) !== Infinity ||
    counts.at(-1) !== count
  ) {
    throw new Error(`inconsistent buckets of ${name}`);
  }
}
