import { describe, expect, it } from 'vitest';
import { summarizeDays } from '../../../../../src/app/panels/main-chart/coverage/summarize-days.ts';
import type { SeriesData } from '../../../../../src/query/series/series-data.ts';
import {
  buildDayWindow,
  buildFailedWindow,
  buildSeriesData,
} from '../../../../support/render-dashboard.tsx';

describe('summarizeDays', () => {
  it('returns failed only for a day whose windows all failed', () => {
    const loaded = buildSeriesData([buildDayWindow(0)]);
    const failed = buildSeriesData([buildFailedWindow(0, 'offline')]);
    const states = (...seriesList: SeriesData[]) =>
      summarizeDays(seriesList).map(({ state }) => state);
    expect(states(failed, failed)).toEqual(['failed']);
    expect(states(failed, loaded, failed)).toEqual(['partly']);
  });

  it('returns the worst state of a day in any order of series', () => {
    const loaded = buildSeriesData([buildDayWindow(1), buildDayWindow(0)]);
    const worse = buildSeriesData([
      buildFailedWindow(1, 'offline'),
      buildDayWindow(0, { status: 'loading' }),
    ]);
    const states = (seriesList: SeriesData[]) =>
      summarizeDays(seriesList).map(({ state }) => state);
    expect(states([loaded, worse])).toEqual(['partly', 'loading']);
    expect(states([worse, loaded])).toEqual(['partly', 'loading']);
  });
});
