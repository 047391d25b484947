import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RANGE_PRESETS } from '../../src/contract/domain/range.ts';
import type { TimeRange } from '../../src/contract/domain/range.ts';
import { DAY, HOUR, MINUTE, STEP, ceilToStep } from '../../src/contract/domain/time.ts';
import type { Span } from '../../src/contract/domain/time.ts';
import { resolveRange } from '../../src/planning/resolve-range.ts';
import {
  findOldestUpstream,
  planWindows,
  sliceWindow,
  planUpstreamSpan,
} from '../../src/planning/plan-windows.ts';

const ms = (iso: string): number => Date.parse(iso);
const span = (begin: string, end: string): Span => ({ begin: ms(begin), end: ms(end) });
const day = (date: string): Span => ({
  begin: ms(`${date}T00:00Z`),
  end: ms(`${date}T00:00Z`) + DAY,
});

const anyNow = fc.integer({ min: ms('2025-12-01T00:00Z'), max: ms('2027-01-01T00:00Z') });
const anyZone = fc.constantFrom(
  'UTC',
  'Asia/Shanghai',
  'Asia/Kathmandu',
  'Europe/Berlin',
  'America/New_York',
  'Africa/Cairo',
  'Atlantic/Azores',
  'Australia/Lord_Howe',
);
const requestedRanges = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(...RANGE_PRESETS).map((preset): TimeRange => ({ kind: 'preset', preset })),
      fc
        .tuple(anyNow, fc.integer({ min: 1, max: 45 * DAY }))
        .map(([from, length]): TimeRange => ({ kind: 'absolute', from, to: from + length })),
    ),
    anyNow,
    anyZone,
  )
  .map(([range, now, zone]) => ({ now, span: resolveRange(range, now, zone) }));

describe('planWindows', () => {
  it('lists whole UTC days, oldest first', () => {
    expect(planWindows(span('2026-11-19T23:55Z', '2026-11-21T00:05Z'))).toEqual([
      day('2026-11-19'),
      day('2026-11-20'),
      day('2026-11-21'),
    ]);
  });

  it('lists no window past an end at midnight, and none for an empty span', () => {
    expect(planWindows(span('2026-11-19T00:00Z', '2026-11-20T00:00Z'))).toEqual([
      day('2026-11-19'),
    ]);
    expect(planWindows(span('2026-11-19T10:00Z', '2026-11-19T10:00Z'))).toEqual([]);
  });

  it('tiles any range: slices are contiguous and at most 24 hours long', () => {
    fc.assert(
      fc.property(requestedRanges, (view) => {
        const windows = planWindows(view.span);
        let reached = view.span.begin;
        for (const window of windows) {
          expect(window.end - window.begin).toBe(DAY);
          expect(window.begin % DAY).toBe(0);
          const slice = sliceWindow(window, view.span);
          expect(slice.begin).toBe(reached);
          expect(slice.end).toBeGreaterThan(slice.begin);
          reached = slice.end;
        }
        expect(reached).toBe(view.span.end);
      }),
    );
  });
});

describe('sliceWindow', () => {
  it('is empty where window and span do not overlap', () => {
    const before = sliceWindow(day('2026-11-19'), span('2026-11-20T10:00Z', '2026-11-20T11:00Z'));
    const after = sliceWindow(day('2026-11-22'), span('2026-11-20T10:00Z', '2026-11-20T11:00Z'));
    expect([before.end - before.begin, after.end - after.begin]).toEqual([0, 0]);
  });
});

describe('planUpstreamSpan', () => {
  const now = ms('2026-11-20T12:02:30Z');

  it('requests all of a finished day', () => {
    expect(planUpstreamSpan(day('2026-11-19'), now)).toEqual({
      kind: 'available',
      span: day('2026-11-19'),
    });
  });

  it('cuts the current day at the end of the bucket in progress', () => {
    const expected = span('2026-11-20T00:00Z', '2026-11-20T12:05Z');
    expect(planUpstreamSpan(day('2026-11-20'), now)).toEqual({ kind: 'available', span: expected });
  });

  it('cuts the oldest day a quarter of an hour before 30 days', () => {
    const expected = span('2026-10-21T12:20Z', '2026-10-22T00:00Z');
    expect(planUpstreamSpan(day('2026-10-21'), now)).toEqual({ kind: 'available', span: expected });
    expect(findOldestUpstream(now)).toBe(expected.begin);
  });

  it('tells expired from future windows', () => {
    expect(planUpstreamSpan(day('2026-10-20'), now)).toEqual({ kind: 'expired' });
    expect(planUpstreamSpan(day('2026-11-21'), now)).toEqual({ kind: 'future' });
    const nextBucket = span('2026-11-20T12:05Z', '2026-11-20T12:10Z');
    expect(planUpstreamSpan(nextBucket, now)).toEqual({ kind: 'future' });
  });

  it('throws for a window that is empty, reversed or longer than 24 hours', () => {
    const begin = ms('2026-11-19T00:00Z');
    for (const length of [0, -STEP, DAY + STEP, Number.NaN]) {
      expect(() => planUpstreamSpan({ begin, end: begin + length }, now)).toThrow(RangeError);
    }
  });

  it('stays within 24 hours, 30 days and now, for any range, clock and zone', () => {
    fc.assert(
      fc.property(requestedRanges, (view) => {
        const limit = view.now - 30 * DAY;
        for (const window of planWindows(view.span)) {
          const planned = planUpstreamSpan(window, view.now);
          expect(planned.kind === 'expired').toBe(window.end <= findOldestUpstream(view.now));
          expect(planned.kind === 'future').toBe(window.begin >= ceilToStep(view.now));
          if (planned.kind !== 'available') continue;
          const { begin, end } = planned.span;
          expect([begin % STEP, end % STEP]).toEqual([0, 0]);
          expect(end - begin).toBeGreaterThan(0);
          expect(end - begin).toBeLessThanOrEqual(DAY);
          expect(begin).toBeGreaterThanOrEqual(limit + 15 * MINUTE);
          expect(begin).toBeGreaterThanOrEqual(window.begin);
          expect(end).toBeLessThanOrEqual(Math.min(window.end, ceilToStep(view.now)));
        }
      }),
    );
  });

  it('requests everything of the last 29 days', () => {
    fc.assert(
      fc.property(anyNow, (at) => {
        const range = { begin: ceilToStep(at - 29 * DAY), end: ceilToStep(at) };
        const length = planWindows(range)
          .map((window) => planUpstreamSpan(window, at))
          .flatMap((planned) =>
            planned.kind === 'available' ? sliceWindow(planned.span, range) : [],
          )
          .reduce((sum, slice) => sum + slice.end - slice.begin, 0);
        expect(length).toBe(range.end - range.begin);
        expect(length).toBeGreaterThan(29 * DAY - HOUR);
      }),
    );
  });
});
