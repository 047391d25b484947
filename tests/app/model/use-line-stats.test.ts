import { renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useLineStats } from '../../../src/app/model/use-line-stats.ts';
import { DAY, STEP } from '../../../src/contract/domain/time.ts';
import type { Span } from '../../../src/contract/domain/time.ts';
import type { SeriesData, WindowStatus } from '../../../src/query/series/series-data.ts';
import { BucketState } from '../../../src/series/series.ts';

const BEGIN = Date.parse('2026-11-20T00:00Z');
const subject = { appId: 'app', metric: 'FirstFrameCost' } as const;

/** Four values from `begin`; those from index `known` on are missing in the given state. */
function dataAt(
  begin: number,
  known = 4,
  windows: WindowStatus[] = [],
  missing: BucketState = BucketState.Loading,
): SeriesData {
  const values = Float64Array.from([1_000, 1_010, 990, 1_000]).fill(Number.NaN, known);
  const states = new Uint8Array(4).fill(BucketState.Settled).fill(missing, known);
  return { subject, series: { begin, step: STEP, values, states }, windows, summary: null };
}

function computeLine(data: SeriesData, comparisonData: SeriesData | undefined) {
  const visibleSpan = { begin: BEGIN, end: BEGIN + 4 * STEP };
  const comparedSpan = { begin: BEGIN - DAY, end: BEGIN - DAY + 4 * STEP };
  const unclipped = (span: Span) => ({ span, clipped: [], empty: false });
  const { result } = renderHook(() => useLineStats());
  const segment = { key: 'all', id: 'all' as const, subject: { appId: 'app' } };
  const comparison = {
    requested: comparedSpan,
    range: unclipped(comparedSpan),
    pairs: [{ ...visibleSpan, delta: DAY }],
  };
  return result.current(
    { segment, data, comparisonData },
    { range: unclipped(visibleSpan), visibleSpan, comparison: comparisonData ? comparison : null },
    2_000,
  );
}

describe('useLineStats', () => {
  it('computes the change once both periods are loaded', () => {
    const line = computeLine(dataAt(BEGIN), dataAt(BEGIN - DAY));
    expect(line.isComparisonLoading).toBe(false);
    expect(line.getChange()).toMatchObject({ pairs: 4 });
  });

  it.each([
    ['the compared period', dataAt(BEGIN), dataAt(BEGIN - DAY, 3)],
    ['the range', dataAt(BEGIN, 2), dataAt(BEGIN - DAY)],
  ])('returns no change while a part of %s is loading', (_period, data, comparisonData) => {
    const line = computeLine(data, comparisonData);
    expect(line.isComparisonLoading).toBe(true);
    expect(line.getChange()).toBeNull();
    expect(line.isPartial).toBe(data.series.states.includes(BucketState.Loading));
  });

  it('returns no change when nothing is compared', () => {
    const line = computeLine(dataAt(BEGIN), undefined);
    expect(line.isComparisonLoading).toBe(false);
    expect(line.getChange()).toBeNull();
  });

  it('returns the problem only of a line without values whose visible windows failed', () => {
    const problem = { code: 'upstream_error', message: 'It failed.', retryable: true } as const;
    const window = { begin: BEGIN, end: BEGIN + DAY };
    const failed: WindowStatus = { window, status: 'failed', final: false, problem };
    const empty: WindowStatus = { window, status: 'ok', final: true };
    const problemOf = (known: number, state: BucketState, windows: WindowStatus[]) =>
      computeLine(dataAt(BEGIN, known, windows, state), undefined).problem;
    expect(problemOf(0, BucketState.Failed, [failed])).toEqual(problem);
    expect(problemOf(0, BucketState.Gap, [empty])).toBeNull();
    expect(problemOf(3, BucketState.Failed, [failed])).toBeNull();
    // A day outside of the visible span failed, or a retry is running.
    expect(problemOf(0, BucketState.Gap, [failed])).toBeNull();
    expect(problemOf(0, BucketState.Loading, [failed])).toBeNull();
  });
});
