import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STEP } from '../../src/contract/domain/time.ts';
import type { Span } from '../../src/contract/domain/time.ts';
import {
  BucketState,
  addWindow,
  alignSeries,
  hasValues,
  isAll,
  mergeWindows,
  shiftSeries,
  sliceSeries,
  startMerge,
} from '../../src/series/series.ts';
import type { WindowData } from '../../src/series/series.ts';

const BEGIN = 1_790_000_100_000;
const SETTLE = 3 * STEP;
const at = (bucket: number): number => BEGIN + bucket * STEP;
const span = (from: number, to: number): Span => ({ begin: at(from), end: at(to) });
const answer = (bucket: number, values: (number | null)[], fetchedAt = at(1_000)): WindowData => ({
  kind: 'answer',
  begin: at(bucket),
  values,
  fetchedAt,
});
const why = (kind: 'loading' | 'failed' | 'gone', from: number, to: number): WindowData => ({
  kind,
  ...span(from, to),
});

const { Gap, Settled, Provisional, Pending, Loading, Failed, Expired } = BucketState;

describe('mergePieces', () => {
  it('calls what no piece covers loading', () => {
    const series = mergeWindows(span(0, 2), [], SETTLE);
    expect(series).toEqual({
      begin: BEGIN,
      step: STEP,
      values: Float64Array.of(Number.NaN, Number.NaN),
      states: Uint8Array.of(Loading, Loading),
    });
  });

  it('tells settled from unsettled, with and without a value', () => {
    // Bucket 1 ends exactly its settle time before the fetch: not later, so not settled.
    const series = mergeWindows(span(0, 4), [answer(0, [1, 2, null, null], at(5))], SETTLE);
    expect([...series.states]).toEqual([Settled, Provisional, Pending, Pending]);
    const later = mergeWindows(span(0, 4), [answer(0, [1, 2, null, null], at(5) + 1)], SETTLE);
    expect([...later.states]).toEqual([Settled, Settled, Pending, Pending]);
    const settled = mergeWindows(span(0, 4), [answer(0, [1, 2, null, null])], SETTLE);
    expect([...settled.states]).toEqual([Settled, Settled, Gap, Gap]);
    expect([...settled.values]).toEqual([1, 2, Number.NaN, Number.NaN]);
  });

  it('lets an answer beat every reason, and a hopeful reason the others', () => {
    const pieces = [
      why('gone', 0, 4),
      why('failed', 1, 4),
      why('loading', 2, 4),
      answer(3, [null], at(3)),
    ];
    expect([...mergeWindows(span(0, 4), pieces, SETTLE).states]).toEqual([
      Expired,
      Failed,
      Loading,
      Pending,
    ]);
  });

  it('takes the newer answer bucket by bucket, even where it has no value any more', () => {
    const pieces = [answer(0, [1, 2, 3], at(900)), answer(1, [null], at(901))];
    expect([...mergeWindows(span(0, 3), pieces, SETTLE).values]).toEqual([1, Number.NaN, 3]);
  });

  it('makes nothing up beyond what an answer covers, and cuts it to the span', () => {
    const series = mergeWindows(span(1, 4), [answer(0, [1, 2, 3])], SETTLE);
    expect([...series.values]).toEqual([2, 3, Number.NaN]);
    expect([...series.states]).toEqual([Settled, Settled, Loading]);
    expect(mergeWindows(span(5, 6), [answer(0, [1, 2, 3])], SETTLE).states).toEqual(
      Uint8Array.of(Loading),
    );
  });

  it('takes values that are no numbers as none', () => {
    const series = mergeWindows(span(0, 2), [answer(0, [Number.NaN, Infinity])], SETTLE);
    expect([...series.states]).toEqual([Gap, Gap]);
  });

  it('has no buckets for a span of no length', () => {
    expect(mergeWindows(span(0, 0), [answer(0, [1])], SETTLE).values).toHaveLength(0);
  });

  const value = fc.constantFrom(null, 0, -0, 1, 2.5, 99);
  const piece: fc.Arbitrary<WindowData> = fc.oneof(
    fc
      .tuple(
        fc.integer({ min: -4, max: 14 }),
        fc.array(value, { maxLength: 12 }),
        fc.integer({ min: 0, max: 16 }),
      )
      .map(([bucket, values, fetched]) => answer(bucket, values, at(fetched))),
    fc
      .tuple(
        fc.constantFrom('loading' as const, 'failed' as const, 'gone' as const),
        fc.integer({ min: -4, max: 14 }),
        fc.integer({ min: 0, max: 8 }),
      )
      .map(([kind, from, length]) => why(kind, from, from + length)),
  );
  const pieces = fc.array(piece, { maxLength: 8 });
  const WHOLE = span(0, 12);

  it('gives the same series whatever the order of the pieces', () => {
    const orders = pieces.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
      ),
    );
    fc.assert(
      fc.property(orders, ([list, other]) => {
        expect(mergeWindows(WHOLE, other, SETTLE)).toEqual(mergeWindows(WHOLE, list, SETTLE));
      }),
      { numRuns: 300 },
    );
  });

  it('is unchanged by pieces said twice', () => {
    fc.assert(
      fc.property(pieces, (list) => {
        const once = mergeWindows(WHOLE, list, SETTLE);
        expect(mergeWindows(WHOLE, [...list, ...list], SETTLE)).toEqual(once);
      }),
    );
  });

  it('equals merging one piece after another', () => {
    fc.assert(
      fc.property(pieces, (list) => {
        const merge = startMerge(WHOLE);
        for (const each of list.toReversed()) addWindow(merge, each, SETTLE);
        expect(merge.series).toEqual(mergeWindows(WHOLE, list, SETTLE));
      }),
    );
  });

  it('takes of the answers of a bucket the newest, then one with a value, then the larger', () => {
    // Whole columns without a zero or a hole are taken as they are.
    const column = fc.array(fc.constantFrom(1, 2.5, 99), { minLength: 3, maxLength: 12 });
    const whole = fc
      .tuple(fc.integer({ min: -4, max: 14 }), column, fc.integer({ min: 0, max: 16 }))
      .map(([bucket, values, fetched]) => answer(bucket, values, at(fetched)));
    fc.assert(
      fc.property(fc.array(fc.oneof(whole, piece), { maxLength: 8 }), (list) => {
        const { values, states } = mergeWindows(WHOLE, list, SETTLE);
        const answers = list.filter((one) => one.kind === 'answer');
        for (const [i, value] of values.entries()) {
          const here = answers.flatMap(({ begin, values: column, fetchedAt }) => {
            const place = (at(i) - begin) / STEP;
            return place >= 0 && place < column.length
              ? [{ fetchedAt, value: column[place] ?? null }]
              : [];
          });
          if (here.length === 0) {
            expect([Loading, Failed, Expired]).toContain(states[i]);
            continue;
          }
          const newest = Math.max(...here.map(({ fetchedAt }) => fetchedAt));
          const known = here
            .filter(({ fetchedAt }) => fetchedAt === newest)
            .flatMap((one) => one.value ?? []);
          const isSettled = newest - SETTLE > at(i + 1);
          expect(value).toBe(known.length === 0 ? Number.NaN : Math.max(...known) + 0);
          if (known.length === 0) expect(states[i]).toBe(isSettled ? Gap : Pending);
          else expect(states[i]).toBe(isSettled ? Settled : Provisional);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('equals merging the halves of the span and joining them', () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 0, max: 12 }), (list, cut) => {
        const whole = mergeWindows(WHOLE, list, SETTLE);
        const left = mergeWindows(span(0, cut), list, SETTLE);
        const right = mergeWindows(span(cut, 12), list, SETTLE);
        expect([...left.values, ...right.values]).toEqual([...whole.values]);
        expect([...left.states, ...right.states]).toEqual([...whole.states]);
      }),
    );
  });

  it('has a value exactly where a bucket is defined or provisional', () => {
    fc.assert(
      fc.property(pieces, (list) => {
        const series = mergeWindows(WHOLE, list, SETTLE);
        const { values, states } = series;
        states.forEach((state, i) => {
          expect(Number.isNaN(values[i])).toBe(state !== Settled && state !== Provisional);
        });
        expect(hasValues(series)).toBe(values.some((value) => !Number.isNaN(value)));
        expect(isAll(series, Loading)).toBe(states.every((state) => state === Loading));
      }),
    );
  });
});

describe('sliceSeries', () => {
  const series = mergeWindows(span(0, 4), [answer(0, [1, 2, 3, 4])], SETTLE);

  it.each([
    ['a part', 1, 3, [2, 3]],
    ['more than there is', -5, 9, [1, 2, 3, 4]],
    ['its beginning', -2, 1, [1]],
    ['nothing before it', -4, 0, []],
    ['nothing after it', 4, 9, []],
  ])('gives %s', (_case, from, to, values) => {
    const slice = sliceSeries(series, span(from, to));
    expect([...slice.values]).toEqual(values);
    expect(slice.states).toHaveLength(values.length);
    if (values.length > 0) expect(slice.begin).toBe(at(Math.max(0, from)));
  });

  it('copies nothing, and is the series itself where all of it is asked for', () => {
    expect(sliceSeries(series, span(0, 4))).toBe(series);
    expect(sliceSeries(series, span(1, 2)).values.buffer).toBe(series.values.buffer);
  });
});

describe('alignSeries', () => {
  const series = mergeWindows(span(0, 6), [answer(0, [1, 2, 3, 4, 5, 6])], SETTLE);
  const pair = (from: number, to: number, by: number) => ({ ...span(from, to), delta: by * STEP });

  it('moves a series that moves as a whole without copying it', () => {
    const aligned = alignSeries(series, [pair(10, 16, 10)]);
    expect(aligned.begin).toBe(at(10));
    expect(aligned.values).toBe(series.values);
  });

  it('has a gap where a time has no partner, and leaves out what is nobody’s partner', () => {
    // 12 has none; 3 is nobody's.
    const aligned = alignSeries(series, [pair(10, 12, 10), pair(13, 14, 11), pair(14, 16, 10)]);
    expect(aligned.begin).toBe(at(10));
    expect([...aligned.values]).toEqual([1, 2, Number.NaN, 3, 5, 6]);
    expect(aligned.states[2]).toBe(BucketState.Gap);
    expect([...aligned.states].filter((state) => state === BucketState.Settled)).toHaveLength(5);
  });

  it('lays down what there is where the series does not reach as far as its pairs', () => {
    const part = sliceSeries(series, span(3, 6));
    const aligned = alignSeries(part, [pair(10, 12, 10), pair(13, 17, 11)]);
    expect(aligned.values.findIndex((value) => !Number.isNaN(value))).toBe(4);
    expect([...aligned.values.subarray(4)]).toEqual([4, 5, 6]);
    expect(
      alignSeries(sliceSeries(series, span(0, 0)), [pair(10, 12, 10), pair(13, 17, 11)]),
    ).toEqual(expect.objectContaining({ begin: at(10) }));
  });
});

describe('shiftSeries', () => {
  it('moves the axis and nothing else', () => {
    const series = mergeWindows(span(0, 2), [answer(0, [1, 2])], SETTLE);
    const moved = shiftSeries(series, 7 * STEP);
    expect(moved).toEqual({ ...series, begin: at(7) });
    expect(moved.values).toBe(series.values);
  });
});
