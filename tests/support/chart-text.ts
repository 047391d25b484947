import type { ChartText } from '../../src/chart/chart-types.ts';

export const CHART_TEXT: ChartText = {
  goal: 'goal ≤ 60 ms',
  noData: 'no data',
  noDataFor: (lineName) => `${lineName}: no data`,
  failed: 'failed',
  gone: 'gone',
  loading: 'loading',
  provisional: 'may still change',
  awaited: 'not in yet',
  noComparisonTime: 'no such time',
  pinHint: 'tap to pin',
  unpinHint: 'pinned',
  moreRows: (count) => `${count} more`,
};
