import { renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useLineStats } from '../../../src/app/model/use-line-stats.ts';
import { DAY, STEP } from '../../../src/contract/domain/time.ts';
import type { SeriesData, WindowStatus } from '../../../src/query/series/series-data.ts';
import { BucketState } from '../../../src/series/series.ts';

const BEGIN = Date.parse('2026-11-20T00:00Z');
const subject = { appId: 'app', metric: 'FirstFrameCost' } as const;

/** Four settled values from `begin`, those from `known` on not here yet, or not for another reason. */
function dataAt(
  begin: number,
  known = 4,
  windows: WindowStatus[] = [],
  why: BucketState = BucketState.Loading,
): SeriesData {
  const values = Float64Array.from([1_000, 1_010, 990, 1_000]).fill(Number.NaN, known);
  const states = new Uint8Array(4).fill(BucketState.Settled).fill(why, known);
  return { subject, series: { begin, step: STEP, values, states }, windows, summary: null };
}

function read(now: SeriesData, before: SeriesData | undefined) {
  const span = { begin: BEGIN, end: BEGIN + 4 * STEP };
  const asked = { begin: BEGIN - DAY, end: BEGIN - DAY + 4 * STEP };
  const range = (of: typeof span) => ({ span: of, clipped: [], empty: false });
  const { result } = renderHook(() => useLineStats());
  const segment = { key: 'all', id: 'all' as const, subject: { appId: 'app' } };
  const compared = { requested: asked, range: range(asked), pairs: [{ ...span, delta: DAY }] };
  return result.current(
    { segment, data: now, before },
    { range: range(span), span, compared: before ? compared : null },
    2_000,
  );
}

describe('useFigures', () => {
  it('has a change once all of what is compared is here', () => {
    expect(read(dataAt(BEGIN), dataAt(BEGIN - DAY))).toMatchObject({
      isComparisonLoading: false,
      change: { pairs: 4 },
    });
  });

  it.each([
    ['the compared period', dataAt(BEGIN), dataAt(BEGIN - DAY, 3)],
    ['the range', dataAt(BEGIN, 2), dataAt(BEGIN - DAY)],
  ])('has none while part of %s is on its way', (_what, now, before) => {
    expect(read(now, before)).toMatchObject({ isComparisonLoading: true, change: null });
    expect(read(now, before).partial).toBe(now.series.states.includes(BucketState.Loading));
  });

  it('compares nothing where nothing is compared', () => {
    expect(read(dataAt(BEGIN), undefined)).toMatchObject({
      isComparisonLoading: false,
      change: null,
    });
  });

  it('tells a line that failed from one nothing was measured of', () => {
    const problem = { code: 'upstream_error', message: 'It failed.', retryable: true } as const;
    const window = { begin: BEGIN, end: BEGIN + DAY };
    const failed: WindowStatus = { window, status: 'failed', final: false, problem };
    const empty: WindowStatus = { window, status: 'ok', final: true };
    const why = (known: number, state: BucketState, windows: WindowStatus[]) =>
      read(dataAt(BEGIN, known, windows, state), undefined).problem;
    expect(why(0, BucketState.Failed, [failed])).toEqual(problem);
    expect(why(0, BucketState.Gap, [empty])).toBeNull();
    expect(why(3, BucketState.Failed, [failed])).toBeNull();
    // Another day of the range failed, which is not in sight; or a retry is under way.
    expect(why(0, BucketState.Gap, [failed])).toBeNull();
    expect(why(0, BucketState.Loading, [failed])).toBeNull();
  });
});
