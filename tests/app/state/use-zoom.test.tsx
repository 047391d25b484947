import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextZoomHistory, readZoomHistory } from '../../../src/app/state/zoom-history.ts';
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
    ['a stretch', hours(1, 2), hours(1, 2)],
    ['what is not aligned, to whole buckets', hours(1.01, 1.99), hours(1, 2)],
    ['what reaches beyond the range, cut to it', hours(-5, 3), hours(0, 3)],
    ['all of the range, which is no zoom', hours(-1, 24 * 8), undefined],
    ['nothing', undefined, undefined],
    ['what lies outside of the range', hours(-5, -3), undefined],
  ])('takes %s', (_case, zoom, expected) => {
    expect(zoomView(zoomed(hours(4, 5)), RANGE, zoom).zoom).toEqual(expected);
  });
});

describe('panSpan', () => {
  it('moves by half of what is in sight and stops at the ends of the range', () => {
    expect(panSpan(hours(4, 6), RANGE, 1)).toEqual(hours(5, 7));
    expect(panSpan(hours(0.5, 2.5), RANGE, -1)).toEqual(hours(0, 2));
    expect(panSpan(RANGE, RANGE, 1)).toEqual(RANGE);
  });

  it('never changes how much is in sight, nor leaves the range', () => {
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

describe('nextZooms', () => {
  const now = (zoom?: Span, zooms: (Span | null)[] = []) => ({ view: zoomed(zoom), zooms });

  it('remembers what was in sight before each deliberate zoom', () => {
    expect(nextZoomHistory(now(), zoomed(hours(1, 9)), 'push')).toEqual([null]);
    expect(nextZoomHistory(now(hours(1, 9), [null]), zoomed(hours(2, 3)), 'push')).toEqual([
      null,
      hours(1, 9),
    ]);
  });

  it('takes a drag that goes on for one step, and other changes for none', () => {
    expect(nextZoomHistory(now(hours(1, 9), [null]), zoomed(hours(1, 8)), 'replace')).toEqual([
      null,
    ]);
    const other = { ...zoomed(hours(1, 9)), os: 'iOS' as const };
    expect(nextZoomHistory(now(hours(1, 9), [null]), other, 'push')).toEqual([null]);
  });

  it('starts anew with the whole range and with another range', () => {
    expect(nextZoomHistory(now(hours(1, 9), [null]), zoomed(), 'push')).toEqual([]);
    const other: View = { ...zoomed(hours(1, 9)), range: { kind: 'preset', preset: '30d' } };
    expect(nextZoomHistory(now(hours(1, 9), [null]), other, 'push')).toEqual([]);
  });
});

describe('readZooms', () => {
  it.each([null, undefined, 7, {}, { zooms: 'x' }, { zooms: [{ begin: 1 }] }])(
    'finds nothing in the state %j of another page',
    (state) => {
      expect(readZoomHistory(state)).toEqual([]);
    },
  );

  it('finds its own', () => {
    expect(readZoomHistory({ zooms: [null, hours(1, 2)] })).toEqual([null, hours(1, 2)]);
  });
});
