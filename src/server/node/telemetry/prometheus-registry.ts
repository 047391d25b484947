import { Counter, Gauge, Histogram, Registry } from 'prom-client';

export function createPrometheusRegistry(prefix: string) {
  const registry = new Registry();
  const configOf = (name: string, help: string) => ({
    name: prefix + name,
    help,
    registers: [registry],
  });

  return {
    registry,
    /** Exports 0 for each of `values` from the start, so that rates have a first sample. */
    counter: <L extends string>(
      name: string,
      help: string,
      label?: L,
      values?: readonly string[],
    ) => {
      const counter = new Counter({ ...configOf(name, help), labelNames: label ? [label] : [] });
      for (const value of values ?? []) counter.labels(value).inc(0);
      return counter;
    },
    gauge: (name: string, help: string, ...labelNames: string[]) =>
      new Gauge({ ...configOf(name, help), labelNames }),
    histogram: (name: string, help: string, buckets: number[]) =>
      new Histogram({ ...configOf(name, help), buckets }),
  };
}

export function setCounter(counter: Counter, total: number, label?: string): void {
  if (label === undefined) {
    counter.reset();
    counter.inc(total);
  } else {
    counter.remove(label);
    counter.labels(label).inc(total);
  }
}

export const OPEN_METRICS_CONTENT_TYPE = Registry.OPENMETRICS_CONTENT_TYPE;

/** Converts the Prometheus text format. prom-client's own conversion renames the counters permanently. */
export function toOpenMetrics(text: string): string {
  const lines = text.split('\n').filter((line) => line !== '');
  const families = lines.map((line) => line.replace(/^(# (?:HELP|TYPE) \S+)_total /, '$1 '));
  return `${families.join('\n')}\n# EOF\n`;
}
