import { describe, expect, it } from 'vitest';
import { summarizeWindows } from '../../../src/app/model/summarize-windows.ts';
import { STEP } from '../../../src/contract/domain/time.ts';
import { BucketState } from '../../../src/series/series.ts';
import {
  TODAY,
  buildDayWindow,
  buildFailedWindow,
  buildProblem,
  buildSettledSeries,
  buildSeriesData,
} from '../../support/render-dashboard.tsx';

describe('summarizeWindows', () => {
  it('counts the windows per state', () => {
    const summary = summarizeWindows([
      buildSeriesData([
        buildDayWindow(0),
        buildFailedWindow(1, 'throttled'),
        buildDayWindow(2, { status: 'gone' }),
      ]),
      buildSeriesData([
        buildDayWindow(0, { status: 'loading' }),
        buildDayWindow(1, { status: 'stale' }),
      ]),
    ]);
    expect(summary).toMatchObject({
      total: 5,
      loaded: 1,
      failed: 1,
      expired: 1,
      loading: 1,
      stale: 1,
    });
  });

  it('groups problems by code, most windows first, and keeps a RequestId', () => {
    const { problems, topProblem } = summarizeWindows([
      buildSeriesData([
        buildFailedWindow(0, 'upstream_timeout'),
        buildFailedWindow(1, 'throttled'),
        buildFailedWindow(2, 'throttled', { requestId: 'A-1' }),
        buildDayWindow(3, { status: 'gone', problem: buildProblem('gone') }),
      ]),
    ]);
    expect(problems.map((count) => [count.problem.code, count.windows])).toEqual([
      ['throttled', 2],
      ['upstream_timeout', 1],
    ]);
    expect(topProblem?.requestId).toBe('A-1');
  });

  it('ends the data at the last bucket that had finished when it was fetched', () => {
    const drawn = buildSettledSeries([1, 2, 3, 4, null]);
    drawn.states[2] = BucketState.Provisional;
    drawn.states[3] = BucketState.Provisional;
    // In the middle of the fourth bucket.
    const fetchedAt = TODAY + 3.5 * STEP;
    const summary = summarizeWindows([buildSeriesData([buildDayWindow(0, { fetchedAt })], drawn)]);
    expect(summary).toMatchObject({
      hasValues: true,
      dataThrough: TODAY + 3 * STEP,
      fetchedAt,
    });
  });

  it('returns an empty summary of no series', () => {
    expect(summarizeWindows([])).toMatchObject({ total: 0, dataThrough: null, topProblem: null });
  });
});
