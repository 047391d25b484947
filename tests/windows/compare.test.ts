import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/contract/range.ts';
import { DAY, HOUR, STEP } from '../../src/contract/time.ts';
import { comparedSpan } from '../../src/windows/compare.ts';

const at = (text: string) => Date.parse(text);
const span = (begin: string, end: string) => ({ begin: at(begin), end: at(end) });

describe('comparedSpan', () => {
  it('compares with nothing when nothing is asked for', () => {
    expect(comparedSpan(span('2026-11-20T00:00Z', '2026-11-21T00:00Z'), 'none', 'UTC')).toBe(
      undefined,
    );
  });

  it.each<[Comparison, string, string]>([
    ['previous', '2026-11-20T06:00Z', '2026-11-20T09:00Z'],
    ['day', '2026-11-19T09:00Z', '2026-11-19T12:00Z'],
    ['week', '2026-11-13T09:00Z', '2026-11-13T12:00Z'],
    [{ from: at('2026-11-02T03:00Z') }, '2026-11-02T03:00Z', '2026-11-02T06:00Z'],
  ])('sets %j beside three hours', (comparison, begin, end) => {
    const asked = span('2026-11-20T09:00Z', '2026-11-20T12:00Z');
    expect(comparedSpan(asked, comparison, 'Asia/Shanghai')).toEqual(span(begin, end));
  });

  it.each([
    // Clocks in Berlin go from 02:00 to 03:00 on 29 March 2026 and back on 25 October.
    ['the day after spring', '2026-03-30T07:00Z', 'day', '2026-03-29T07:00Z'],
    ['the day of spring', '2026-03-29T07:00Z', 'day', '2026-03-28T08:00Z'],
    ['a week over spring', '2026-04-01T10:00Z', 'week', '2026-03-25T11:00Z'],
    ['a time that was skipped', '2026-03-30T00:30Z', 'day', '2026-03-29T01:30Z'],
    ['the day of autumn', '2026-10-25T08:00Z', 'day', '2026-10-24T07:00Z'],
    ['a week over autumn', '2026-10-28T11:00Z', 'week', '2026-10-21T10:00Z'],
  ] as const)('keeps the time on the clock: %s', (_case, begin, comparison, expected) => {
    const asked = { begin: at(begin), end: at(begin) + 6 * HOUR };
    expect(comparedSpan(asked, comparison, 'Europe/Berlin')).toEqual({
      begin: at(expected),
      end: at(expected) + 6 * HOUR,
    });
  });

  it('is always as long as what it is set beside, aligned, and earlier', () => {
    const zones = ['UTC', 'Asia/Shanghai', 'Europe/Berlin', 'America/Sao_Paulo', 'Asia/Kathmandu'];
    const steps = fc.integer({
      min: at('2024-01-01T00:00Z') / STEP,
      max: at('2027-12-31T00:00Z') / STEP,
    });
    fc.assert(
      fc.property(
        steps,
        fc.integer({ min: 1, max: (30 * DAY) / STEP }),
        fc.constantFrom('previous' as const, 'day' as const, 'week' as const),
        fc.constantFrom(...zones),
        (first, count, comparison, zone) => {
          const asked = { begin: first * STEP, end: (first + count) * STEP };
          const compared = comparedSpan(asked, comparison, zone);
          if (!compared) throw new Error('nothing to compare with');
          expect(compared.end - compared.begin).toBe(asked.end - asked.begin);
          expect(compared.begin % STEP).toBe(0);
          expect(compared.begin).toBeLessThan(asked.begin);
          if (comparison === 'previous') return;
          // Never more than a change of clocks away from whole days.
          const days = comparison === 'day' ? DAY : 7 * DAY;
          expect(Math.abs(asked.begin - compared.begin - days)).toBeLessThanOrEqual(HOUR);
        },
      ),
    );
  });
});
