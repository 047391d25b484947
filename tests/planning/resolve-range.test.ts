import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RANGE_PRESETS } from '../../src/contract/domain/range.ts';
import type { TimeRange } from '../../src/contract/domain/range.ts';
import { DAY, HOUR, STEP, ceilToStep, floorToStep } from '../../src/contract/domain/time.ts';
import type { Span } from '../../src/contract/domain/time.ts';
import { clampRange, resolveRange } from '../../src/planning/resolve-range.ts';

const ms = (iso: string): number => Date.parse(iso);
const preset = (name: (typeof RANGE_PRESETS)[number]): TimeRange => ({
  kind: 'preset',
  preset: name,
});
const span = (begin: string, end: string): Span => ({ begin: ms(begin), end: ms(end) });

const ZONES = [
  'UTC',
  'Asia/Shanghai',
  'Asia/Kathmandu',
  'Europe/Berlin',
  'America/Santiago',
  'Africa/Cairo',
  'Atlantic/Azores',
  'Australia/Lord_Howe',
];
const anyNow = fc.integer({ min: ms('2025-12-01T00:00Z'), max: ms('2027-01-01T00:00Z') });
const anyZone = fc.constantFrom(...ZONES);
const anyStep = fc.integer({
  min: ms('2026-01-01T00:00Z') / STEP,
  max: ms('2026-12-31T00:00Z') / STEP,
});
const anySpan = fc
  .tuple(anyStep, fc.integer({ min: 1, max: 40 * 288 }))
  .map(([begin, length]) => ({ begin: begin * STEP, end: (begin + length) * STEP }));

describe('resolveRange', () => {
  const now = ms('2026-11-20T12:02:30Z');

  it.each([
    ['1h', HOUR],
    ['6h', 6 * HOUR],
    ['24h', DAY],
    ['3d', 3 * DAY],
    ['7d', 7 * DAY],
    ['14d', 14 * DAY],
    ['30d', 30 * DAY],
  ] as const)('ends %s with the bucket in progress', (name, length) => {
    const end = ms('2026-11-20T12:05Z');
    expect(resolveRange(preset(name), now, 'UTC')).toEqual({ begin: end - length, end });
  });

  it('ends with a bucket that has just ended', () => {
    expect(resolveRange(preset('1h'), ms('2026-11-20T12:00Z'), 'UTC').end).toBe(
      ms('2026-11-20T12:00Z'),
    );
  });

  it.each([
    ['today', 'Asia/Shanghai', now, '2026-11-19T16:00Z', '2026-11-20T12:05Z'],
    ['today', 'UTC', ms('2026-11-20T00:00Z'), '2026-11-20T00:00Z', '2026-11-20T00:05Z'],
    ['yesterday', 'Asia/Shanghai', now, '2026-11-18T16:00Z', '2026-11-19T16:00Z'],
    ['yesterday', 'Asia/Kathmandu', now, '2026-11-18T18:15Z', '2026-11-19T18:15Z'],
    // Days of 23 and 25 hours, also with a change at midnight.
    [
      'yesterday',
      'Europe/Berlin',
      ms('2026-03-30T10:00Z'),
      '2026-03-28T23:00Z',
      '2026-03-29T22:00Z',
    ],
    [
      'yesterday',
      'Europe/Berlin',
      ms('2026-10-26T10:00Z'),
      '2026-10-24T22:00Z',
      '2026-10-25T23:00Z',
    ],
    ['today', 'Europe/Berlin', ms('2026-10-25T22:58Z'), '2026-10-24T22:00Z', '2026-10-25T23:00Z'],
    [
      'yesterday',
      'Africa/Cairo',
      ms('2026-04-25T10:00Z'),
      '2026-04-23T22:00Z',
      '2026-04-24T21:00Z',
    ],
    [
      'yesterday',
      'Atlantic/Azores',
      ms('2026-10-26T10:00Z'),
      '2026-10-25T00:00Z',
      '2026-10-26T01:00Z',
    ],
  ] as const)('%s in %s', (name, zone, at, begin, end) => {
    expect(resolveRange(preset(name), at, zone)).toEqual(span(begin, end));
  });

  it('widens absolute times to whole buckets', () => {
    const range: TimeRange = {
      kind: 'absolute',
      from: ms('2026-11-20T10:01Z'),
      to: ms('2026-11-20T10:06Z'),
    };
    expect(resolveRange(range, now, 'UTC')).toEqual(span('2026-11-20T10:00Z', '2026-11-20T10:10Z'));
  });

  it('is aligned and never empty, for any range, clock and zone', () => {
    const anyRange = fc.oneof(
      fc.constantFrom(...RANGE_PRESETS).map(preset),
      fc
        .tuple(anyNow, fc.integer({ min: 0, max: 40 * DAY }))
        .map(([from, length]): TimeRange => ({ kind: 'absolute', from, to: from + length })),
    );
    fc.assert(
      fc.property(anyRange, anyNow, anyZone, (range, at, zone) => {
        const { begin, end } = resolveRange(range, at, zone);
        expect([begin % STEP, end % STEP]).toEqual([0, 0]);
        expect(begin).toBeLessThan(end);
      }),
    );
  });

  it('ends yesterday where today begins, after 23 to 25 hours', () => {
    fc.assert(
      fc.property(anyNow, anyZone, (at, zone) => {
        const yesterday = resolveRange(preset('yesterday'), at, zone);
        expect(yesterday.end).toBe(resolveRange(preset('today'), at, zone).begin);
        expect(Math.abs(yesterday.end - yesterday.begin - DAY)).toBeLessThanOrEqual(HOUR);
      }),
    );
  });
});

describe('clampRange', () => {
  const now = ms('2026-11-20T12:02Z');
  const oldest = ms('2026-11-10T00:00Z');

  it.each([
    [
      'inside',
      '2026-11-11T00:00Z',
      '2026-11-12T00:00Z',
      '2026-11-11T00:00Z',
      '2026-11-12T00:00Z',
      [],
      false,
    ],
    [
      'the bucket in progress',
      '2026-11-20T12:00Z',
      '2026-11-20T12:05Z',
      '2026-11-20T12:00Z',
      '2026-11-20T12:05Z',
      [],
      false,
    ],
    [
      'too old a begin',
      '2026-11-01T00:00Z',
      '2026-11-12T00:00Z',
      '2026-11-10T00:00Z',
      '2026-11-12T00:00Z',
      ['before'],
      false,
    ],
    [
      'an end to come',
      '2026-11-20T12:00Z',
      '2026-11-22T00:00Z',
      '2026-11-20T12:00Z',
      '2026-11-20T12:05Z',
      ['after'],
      false,
    ],
    [
      'both',
      '2026-11-01T00:00Z',
      '2026-12-01T00:00Z',
      '2026-11-10T00:00Z',
      '2026-11-20T12:05Z',
      ['before', 'after'],
      false,
    ],
    [
      'all too old',
      '2026-11-01T00:00Z',
      '2026-11-02T00:00Z',
      '2026-11-10T00:00Z',
      '2026-11-10T00:00Z',
      ['before'],
      true,
    ],
    [
      'all to come',
      '2026-12-01T00:00Z',
      '2026-12-02T00:00Z',
      '2026-11-20T12:05Z',
      '2026-11-20T12:05Z',
      ['after'],
      true,
    ],
  ])('cuts %s', (_, begin, end, cutBegin, cutEnd, clipped, empty) => {
    expect(clampRange(span(begin, end), now, oldest)).toEqual({
      span: span(cutBegin, cutEnd),
      clipped,
      empty,
    });
  });

  it('keeps the newest 92 days of a longer range', () => {
    const longest = 92 * DAY;
    fc.assert(
      fc.property(anyNow, fc.integer({ min: 1, max: 3_000 }), (at, days) => {
        const end = floorToStep(at);
        const wanted = { begin: end - days * DAY, end };
        const { span: got, clipped } = clampRange(wanted, at, at - 3_000 * DAY);
        expect(got).toEqual({ begin: Math.max(wanted.begin, end - longest), end });
        expect(clipped).toEqual(days > 92 ? ['long'] : []);
      }),
    );
  });

  it('does not report 30 days as clipped when 30 days are available', () => {
    fc.assert(
      fc.property(anyNow, (at) => {
        const range = resolveRange(preset('30d'), at, 'UTC');
        expect(clampRange(range, at, at - 30 * DAY).clipped).toEqual([]);
      }),
    );
  });

  it('stays within span and limits, reports what it cut, and is idempotent', () => {
    fc.assert(
      fc.property(anySpan, anyNow, fc.integer({ min: 0, max: 60 * DAY }), (wanted, at, back) => {
        const result = clampRange(wanted, at, at - back);
        const { begin, end } = result.span;
        expect(result.empty).toBe(begin === end);
        expect(begin).toBeGreaterThanOrEqual(at - back);
        expect(end).toBeLessThanOrEqual(Math.max(ceilToStep(at), ceilToStep(at - back)));
        const cut = [
          ...(wanted.begin < ceilToStep(at - back) ? ['before'] : []),
          ...(wanted.end > ceilToStep(at) ? ['after'] : []),
        ];
        expect(result.clipped).toEqual(cut);
        expect(clampRange(result.span, at, at - back).span).toEqual(result.span);
      }),
    );
  });
});
