import { describe, expect, it } from 'vitest';
import { stepRange, zoomOut } from '../../../../src/app/controls/range/range-steps.ts';
import { resolveRange } from '../../../../src/planning/resolve-range.ts';
import { DAY, HOUR } from '../../../../src/contract/domain/time.ts';

const NOW = Date.UTC(2026, 10, 22, 6, 40);
const OLDEST = NOW - 30 * DAY;

describe('stepRange', () => {
  it('returns a preset when the range ends now', () => {
    const span = { begin: NOW - 2 * HOUR, end: NOW - HOUR };
    expect(stepRange(span, 1, NOW, OLDEST)).toEqual({ kind: 'preset', preset: '1h' });
  });

  it.each([-1, 1] as const)(
    'returns undefined at the limit of the data, direction %i',
    (direction) => {
      expect(stepRange({ begin: OLDEST, end: NOW }, direction, NOW, OLDEST)).toBeUndefined();
    },
  );
});

describe('zoomOut', () => {
  it('ends at 30 days and then returns undefined', () => {
    const most = zoomOut({ begin: OLDEST + DAY, end: NOW }, NOW, OLDEST);
    expect(most).toEqual({ kind: 'preset', preset: '30d' });
    expect(zoomOut({ begin: OLDEST, end: NOW }, NOW, OLDEST)).toBeUndefined();
  });

  it('grows to 92 days of a long archive and contains the previous range', () => {
    const oldest = NOW - 900 * DAY;
    let span = { begin: NOW - 40 * DAY, end: NOW - 39 * DAY };
    for (;;) {
      const next = zoomOut(span, NOW, oldest);
      if (!next) break;
      const wider = resolveRange(next, NOW, 'UTC');
      expect(wider.begin).toBeLessThanOrEqual(span.begin);
      expect(wider.end).toBeGreaterThanOrEqual(span.end);
      span = wider;
    }
    expect(span.end - span.begin).toBe(92 * DAY);
  });

  it('returns absolute times for an archive of more than 30 days', () => {
    const oldest = NOW - 40 * DAY;
    const span = { begin: NOW - 35 * DAY, end: NOW };
    expect(zoomOut(span, NOW, oldest)).toEqual({ kind: 'absolute', from: oldest, to: NOW });
  });
});
