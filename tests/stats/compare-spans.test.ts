import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, STEP } from '../../src/contract/domain/time.ts';
import { BucketState } from '../../src/series/series.ts';
import type { Series } from '../../src/series/series.ts';
import { compareSpans } from '../../src/stats/compare-spans.ts';

const BEGIN = Date.parse('2026-11-20T00:00Z');

function build(values: readonly number[]): Series {
  return {
    begin: BEGIN,
    step: STEP,
    values: Float64Array.from(values),
    states: Uint8Array.from(values, (value) =>
      Number.isNaN(value) ? BucketState.Gap : BucketState.Settled,
    ),
  };
}

const hours = (from: number, to: number) => ({
  begin: BEGIN + from * HOUR,
  end: BEGIN + to * HOUR,
});
const wobble = (level: number, length: number) =>
  Array.from({ length }, (_, i) => level + 8 * Math.sin((i + 1) * 12.9898));

describe('compareSpans', () => {
  const series = build([...wobble(1_000, 48), ...wobble(1_300, 24), ...wobble(1_004, 72)]);

  it('is each mean, and the second against the first', () => {
    const { a, b, change } = compareSpans(series, 'FirstFrameCost', hours(0, 4), hours(4, 6));
    expect(a).toBeCloseTo(1_000, -1);
    expect(b).toBeCloseTo(1_300, -1);
    expect(change).toMatchObject({ verdict: 'worse' });
    expect(change?.ratio).toBeCloseTo(0.3, 1);
  });

  it('turns around with the two', () => {
    expect(compareSpans(series, 'FirstFrameCost', hours(4, 6), hours(0, 4)).change?.verdict).toBe(
      'better',
    );
  });

  it('takes what is within the noise of both for the same', () => {
    expect(compareSpans(series, 'FirstFrameCost', hours(0, 4), hours(6, 12)).change?.verdict).toBe(
      'same',
    );
  });

  it('knows nothing where one has no settled value', () => {
    const holed = build([...wobble(1_000, 12), ...Array.from({ length: 12 }, () => Number.NaN)]);
    expect(compareSpans(holed, 'FirstFrameCost', hours(0, 1), hours(1, 2))).toMatchObject({
      b: null,
      change: null,
    });
    expect(compareSpans(holed, 'FirstFrameCost', hours(9, 10), hours(0, 1)).a).toBeNull();
  });

  it('says the same of a span and itself', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 11 }),
        fc.integer({ min: 1, max: 12 }),
        (from, length) => {
          const span = hours(from, Math.min(12, from + length));
          const { a, b, change } = compareSpans(series, 'VideoStuckRate', span, span);
          expect(a).toBe(b);
          expect(change?.verdict).toBe('same');
        },
      ),
    );
  });
});
