import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { panSpan, zoomView } from '../../../src/app/state/use-zoom.ts';
import { DAY, HOUR, STEP } from '../../../src/contract/domain/time.ts';
import type { Span } from '../../../src/contract/domain/time.ts';
import { DEFAULT_VIEW } from '../../../src/view/view.ts';
import type { View } from '../../../src/view/view.ts';

const BEGIN = Date.UTC(2026, 10, 16);
const RANGE: Span = { begin: BEGIN, end: BEGIN + 7 * DAY };
const hours = (from: number, to: number): Span => ({
  begin: BEGIN + from * HOUR,
  end: BEGIN + to * HOUR,
});
const zoomed = (zoom?: Span): View => ({ ...DEFAULT_VIEW, ...(zoom && { zoom }) });

describe('zoomView', () => {
  it.each<[string, Span | undefined, Span | undefined]>([
    ['a span', hours(1, 2), hours(1, 2)],
    ['an unaligned span, extended to whole buckets', hours(1.01, 1.99), hours(1, 2)],
    ['a span beyond the range, clamped to it', hours(-5, 3), hours(0, 3)],
    ['the whole range as no zoom', hours(-1, 24 * 8), undefined],
    ['undefined as no zoom', undefined, undefined],
    ['a span outside of the range as no zoom', hours(-5, -3), undefined],
  ])('accepts %s', (_case, zoom, expected) => {
    expect(zoomView(zoomed(hours(4, 5)), RANGE, zoom).zoom).toEqual(expected);
  });
});

describe('panSpan', () => {
  it('moves by half of the span and stops at the ends of the range', () => {
    expect(panSpan(hours(4, 6), RANGE, 1)).toEqual(hours(5, 7));
    expect(panSpan(hours(0.5, 2.5), RANGE, -1)).toEqual(hours(0, 2));
    expect(panSpan(RANGE, RANGE, 1)).toEqual(RANGE);
  });

  it('keeps the length and stays within the range', () => {
    const buckets = (7 * DAY) / STEP;
    fc.assert(
      fc.property(
        fc.nat(buckets - 1),
        fc.nat(buckets - 1),
        fc.constantFrom(-1 as const, 1 as const),
        (a, b, direction) => {
          const span = {
            begin: BEGIN + Math.min(a, b) * STEP,
            end: BEGIN + (Math.max(a, b) + 1) * STEP,
          };
          const next = panSpan(span, RANGE, direction);
          expect(next.end - next.begin).toBe(span.end - span.begin);
          expect(next.begin).toBeGreaterThanOrEqual(RANGE.begin);
          expect(next.end).toBeLessThanOrEqual(RANGE.end);
        },
      ),
    );
  });
});
