// Makes figures that can be read in both of Prometheus's formats.
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Makers of figures whose names begin with `prefix`, and the registry they are read from. */
export function createPrometheusRegistry(prefix: string) {
  const registry = new Registry();
  const about = (name: string, help: string) => ({
    name: prefix + name,
    help,
    registers: [registry],
  });

  return {
    registry,
    /** A counter with every label value there from the start, so that a rate has a first point. */
    counter: <L extends string>(
      name: string,
      help: string,
      label?: L,
      values?: readonly string[],
    ) => {
      const made = new Counter({ ...about(name, help), labelNames: label ? [label] : [] });
      for (const value of values ?? []) made.labels(value).inc(0);
      return made;
    },
    gauge: (name: string, help: string, ...labelNames: string[]) =>
      new Gauge({ ...about(name, help), labelNames }),
    histogram: (name: string, help: string, buckets: number[]) =>
      new Histogram({ ...about(name, help), buckets }),
  };
}

/** Sets a counter to what is counted elsewhere. */
export function setCounter(to: Counter, value: number, label?: string): void {
  if (label === undefined) {
    to.reset();
    to.inc(value);
  } else {
    to.remove(label);
    to.labels(label).inc(value);
  }
}

/** The content type of what `toOpenMetrics` gives. */
export const OPEN_METRICS_CONTENT_TYPE = Registry.OPENMETRICS_CONTENT_TYPE;

/**
 * The older text as OpenMetrics: a counter's family is named without `_total`, no line is empty, and
 * the end is marked. prom-client's own way there renames the counters for both formats and for good.
 */
export function toOpenMetrics(text: string): string {
  const lines = text.split('\n').filter((line) => line !== '');
  const families = lines.map((line) => line.replace(/^(# (?:HELP|TYPE) \S+)_total /, '$1 '));
  return `${families.join('\n')}\n# EOF\n`;
}
