import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../src/contract/domain/time.ts';
import { compareSpans } from '../../src/stats/compare-spans.ts';
import { BEGIN, buildSettled } from '../support/build-series.ts';

const hours = (from: number, to: number) => ({
  begin: BEGIN + from * HOUR,
  end: BEGIN + to * HOUR,
});
const buildNoise = (level: number, length: number) =>
  Array.from({ length }, (_, i) => level + 8 * Math.sin((i + 1) * 12.9898));

describe('compareSpans', () => {
  const series = buildSettled([
    ...buildNoise(1_000, 48),
    ...buildNoise(1_300, 24),
    ...buildNoise(1_004, 72),
  ]);

  it('returns both means, and compares the second with the first', () => {
    const { a, b, change } = compareSpans(series, 'FirstFrameCost', hours(0, 4), hours(4, 6));
    expect(a).toBeCloseTo(1_000, -1);
    expect(b).toBeCloseTo(1_300, -1);
    expect(change).toMatchObject({ verdict: 'worse' });
    expect(change?.ratio).toBeCloseTo(0.3, 1);
  });

  it('inverts the verdict when the spans are swapped', () => {
    expect(compareSpans(series, 'FirstFrameCost', hours(4, 6), hours(0, 4)).change?.verdict).toBe(
      'better',
    );
  });

  it('considers differences within the noise the same', () => {
    expect(compareSpans(series, 'FirstFrameCost', hours(0, 4), hours(6, 12)).change?.verdict).toBe(
      'same',
    );
  });

  it('returns null where a span has no settled value', () => {
    const withGap = buildSettled([
      ...buildNoise(1_000, 12),
      ...Array.from({ length: 12 }, () => Number.NaN),
    ]);
    expect(compareSpans(withGap, 'FirstFrameCost', hours(0, 1), hours(1, 2))).toMatchObject({
      b: null,
      change: null,
    });
    expect(compareSpans(withGap, 'FirstFrameCost', hours(9, 10), hours(0, 1)).a).toBeNull();
  });

  it('finds no difference between a span and itself', () => {
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
