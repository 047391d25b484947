// Makes figures that are in both of Prometheus's formats at once.
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { OpenMetricsContentType } from 'prom-client';

/** Makers of figures whose names begin with `prefix`, and the registries they are read from. */
export function createFigures(prefix: string) {
  const prometheus = new Registry();
  const openMetrics = new Registry<OpenMetricsContentType>();
  openMetrics.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  const all = [prometheus, openMetrics];
  const about = (name: string, help: string) => ({ name: prefix + name, help, registers: all });

  return {
    registries: { prometheus, openMetrics, all },
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
export function copy(to: Counter, value: number, label?: string): void {
  if (label === undefined) {
    to.reset();
    to.inc(value);
  } else {
    to.remove(label);
    to.labels(label).inc(value);
  }
}
