import type { ExportedChart } from '../../src/app/export/exported-chart.ts';
import { STEP } from '../../src/contract/domain/time.ts';
import type { Span } from '../../src/contract/domain/time.ts';
import { createFormat } from '../../src/i18n/format.ts';
import { BucketState } from '../../src/series/series.ts';
import type { Series } from '../../src/series/series.ts';
import { computeChange } from '../../src/stats/change.ts';
import { buildStats } from './render-dashboard.tsx';
import { NOW, en } from './translators.ts';

export const BEGIN = Date.UTC(2026, 10, 21, 13);

export function buildExportedSeries(values: readonly (number | null)[]): Series {
  return {
    begin: BEGIN,
    step: STEP,
    values: Float64Array.from(values, (value) => value ?? Number.NaN),
    states: Uint8Array.from(values, (value) =>
      value === null ? BucketState.Gap : BucketState.Settled,
    ),
  };
}

export function buildExportedChart(
  lines: readonly { name: string; values: readonly (number | null)[] }[],
  changes: Partial<ExportedChart> = {},
): ExportedChart {
  return {
    metric: 'FirstFrameCost',
    goal: 2_000,
    span: { begin: BEGIN, end: BEGIN + (lines[0]?.values.length ?? 0) * STEP },
    comparisonLabel: undefined,
    subjects: ['Classroom'],
    demo: true,
    lines: lines.map(({ name, values }) => ({
      key: name,
      name,
      color: 'red',
      stats: buildStats(),
      summary: null,
      change: null,
      isComparisonLoading: false,
      problem: null,
      series: buildExportedSeries(values),
      compared: undefined,
    })),
    ...changes,
  };
}

/** 1,060 and 1,061 ms, compared with 1,000 and 1,001 ms. */
export function buildComparedChart(changes: Partial<ExportedChart> = {}): ExportedChart {
  const chart = buildExportedChart([{ name: 'All', values: [1_060, 1_061] }], {
    comparisonLabel: 'week before',
  });
  const compared = buildExportedSeries([1_000, 1_001]);
  const { metric = chart.metric } = changes;
  const lines = chart.lines.map((line) => ({
    ...line,
    compared,
    change: computeChange(line.series, compared, metric),
  }));
  return { ...chart, lines, ...changes };
}

/** Clocks in New York go back: 05:30 to 06:30 UTC is 01:30 EDT to 01:30 EST. */
export const CLOCK_CHANGE: Span = {
  begin: Date.UTC(2026, 10, 1, 5, 30),
  end: Date.UTC(2026, 10, 1, 6, 30),
};
export const newYorkFormat = createFormat(en, 'America/New_York', NOW);
