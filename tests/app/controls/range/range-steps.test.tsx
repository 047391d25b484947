import { describe, expect, it } from 'vitest';
import { stepRange, zoomOut } from '../../../../src/app/controls/range/range-steps.ts';
import { resolveRange } from '../../../../src/planning/resolve-range.ts';
import {
  parseDayField,
  parseTimeField,
  wallFields,
} from '../../../../src/app/controls/range/wall-fields.ts';
import { DAY, HOUR } from '../../../../src/contract/domain/time.ts';

const NOW = Date.UTC(2026, 10, 22, 6, 40);
const OLDEST = NOW - 30 * DAY;

describe('stepRange', () => {
  it('gives the range that moves again once it reaches now', () => {
    const span = { begin: NOW - 2 * HOUR, end: NOW - HOUR };
    expect(stepRange(span, 1, NOW, OLDEST)).toEqual({ kind: 'preset', preset: '1h' });
  });

  it.each([-1, 1] as const)('goes no further than the data, direction %i', (direction) => {
    expect(stepRange({ begin: OLDEST, end: NOW }, direction, NOW, OLDEST)).toBeUndefined();
  });
});

describe('zoomOut', () => {
  it('ends at the 30 days, and then there is no more', () => {
    const most = zoomOut({ begin: OLDEST + DAY, end: NOW }, NOW, OLDEST);
    expect(most).toEqual({ kind: 'preset', preset: '30d' });
    expect(zoomOut({ begin: OLDEST, end: NOW }, NOW, OLDEST)).toBeUndefined();
  });
});

describe('a deep archive', () => {
  const OLD = NOW - 900 * DAY;

  it('is zoomed out to ninety-two days and no further, and what was in sight stays in sight', () => {
    let span = { begin: NOW - 40 * DAY, end: NOW - 39 * DAY };
    for (;;) {
      const next = zoomOut(span, NOW, OLD);
      if (!next) break;
      const wider = resolveRange(next, NOW, 'UTC');
      expect(wider.begin).toBeLessThanOrEqual(span.begin);
      expect(wider.end).toBeGreaterThanOrEqual(span.end);
      span = wider;
    }
    expect(span.end - span.begin).toBe(92 * DAY);
  });

  it('of forty days is all of them, not the thirty of the service', () => {
    const oldest = NOW - 40 * DAY;
    const span = { begin: NOW - 35 * DAY, end: NOW };
    expect(zoomOut(span, NOW, oldest)).toEqual({ kind: 'absolute', from: oldest, to: NOW });
  });
});

describe('wallFields', () => {
  it('says a midnight end as 24:00 of the day before', () => {
    const span = { begin: Date.UTC(2026, 10, 19, 16), end: Date.UTC(2026, 10, 20, 16) };
    expect(wallFields(span, 'Asia/Shanghai')).toEqual({
      fromDay: '2026-11-20',
      fromTime: '00:00',
      toDay: '2026-11-20',
      toTime: '24:00',
    });
  });
});

describe('readTime', () => {
  it.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['9:30', '09:30'],
    ['０９：３０', '09:30'],
    ['24:00', '24:00'],
    ['24:01', undefined],
    ['12:60', undefined],
    ['noon', undefined],
    ['', undefined],
  ])('reads %j as %j', (text, time) => {
    expect(parseTimeField(text)).toBe(time);
  });
});

describe('readDay', () => {
  it.each([
    ['2026-11-20', '2026-11-20'],
    [' 2026/1/2 ', '2026-01-02'],
    ['2026-02-30', undefined],
    ['tomorrow', undefined],
  ])('reads %j as %j', (text, day) => {
    expect(parseDayField(text)).toBe(day);
  });
});
