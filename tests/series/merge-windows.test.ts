import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STEP } from '../../src/contract/domain/time.ts';
import type { Span } from '../../src/contract/domain/time.ts';
import { addWindow, mergeWindows, startMerge } from '../../src/series/merge-windows.ts';
import type { MissingSpan } from '../../src/series/merge-windows.ts';
import { BucketState, hasValues, isAll } from '../../src/series/series.ts';

const BEGIN = 1_790_000_100_000;
const SETTLE = 3 * STEP;
const at = (bucket: number): number => BEGIN + bucket * STEP;
const span = (from: number, to: number): Span => ({ begin: at(from), end: at(to) });
const record = (bucket: number, values: (number | null)[], fetchedAt = at(1_000)) => ({
  begin: at(bucket),
  values,
  fetchedAt,
});
const missing = (reason: MissingSpan['reason'], from: number, to: number): MissingSpan => ({
  reason,
  ...span(from, to),
});

const { Gap, Settled, Provisional, Pending, Loading, Failed, Expired } = BucketState;

describe('mergeWindows', () => {
  it('marks buckets without a part as loading', () => {
    const series = mergeWindows(span(0, 2), [], SETTLE);
    expect(series).toEqual({
      begin: BEGIN,
      step: STEP,
      values: Float64Array.of(Number.NaN, Number.NaN),
      states: Uint8Array.of(Loading, Loading),
    });
  });

  it('tells settled from unsettled buckets, with and without a value', () => {
    // Bucket 1 ends exactly the settle time before the fetch, so it has not settled.
    const series = mergeWindows(span(0, 4), [record(0, [1, 2, null, null], at(5))], SETTLE);
    expect([...series.states]).toEqual([Settled, Provisional, Pending, Pending]);
    const later = mergeWindows(span(0, 4), [record(0, [1, 2, null, null], at(5) + 1)], SETTLE);
    expect([...later.states]).toEqual([Settled, Settled, Pending, Pending]);
    const settled = mergeWindows(span(0, 4), [record(0, [1, 2, null, null])], SETTLE);
    expect([...settled.states]).toEqual([Settled, Settled, Gap, Gap]);
    expect([...settled.values]).toEqual([1, 2, Number.NaN, Number.NaN]);
  });

  it('ranks a record above every reason, and loading above failed above gone', () => {
    const parts = [
      missing('gone', 0, 4),
      missing('failed', 1, 4),
      missing('loading', 2, 4),
      record(3, [null], at(3)),
    ];
    expect([...mergeWindows(span(0, 4), parts, SETTLE).states]).toEqual([
      Expired,
      Failed,
      Loading,
      Pending,
    ]);
  });

  it('takes the newer record per bucket, even where its value disappeared', () => {
    const parts = [record(0, [1, 2, 3], at(900)), record(1, [null], at(901))];
    expect([...mergeWindows(span(0, 3), parts, SETTLE).values]).toEqual([1, Number.NaN, 3]);
  });

  it('cuts a record to the span and fills nothing beyond it', () => {
    const series = mergeWindows(span(1, 4), [record(0, [1, 2, 3])], SETTLE);
    expect([...series.values]).toEqual([2, 3, Number.NaN]);
    expect([...series.states]).toEqual([Settled, Settled, Loading]);
    expect(mergeWindows(span(5, 6), [record(0, [1, 2, 3])], SETTLE).states).toEqual(
      Uint8Array.of(Loading),
    );
  });

  it('treats values that are not finite as missing', () => {
    const series = mergeWindows(span(0, 2), [record(0, [Number.NaN, Infinity])], SETTLE);
    expect([...series.states]).toEqual([Gap, Gap]);
  });

  it('returns no buckets for an empty span', () => {
    expect(mergeWindows(span(0, 0), [record(0, [1])], SETTLE).values).toHaveLength(0);
  });

  const value = fc.constantFrom(null, 0, -0, 1, 2.5, 99);
  const part: fc.Arbitrary<ReturnType<typeof record> | MissingSpan> = fc.oneof(
    fc
      .tuple(
        fc.integer({ min: -4, max: 14 }),
        fc.array(value, { maxLength: 12 }),
        fc.integer({ min: 0, max: 16 }),
      )
      .map(([bucket, values, fetched]) => record(bucket, values, at(fetched))),
    fc
      .tuple(
        fc.constantFrom('loading' as const, 'failed' as const, 'gone' as const),
        fc.integer({ min: -4, max: 14 }),
        fc.integer({ min: 0, max: 8 }),
      )
      .map(([reason, from, length]) => missing(reason, from, from + length)),
  );
  const parts = fc.array(part, { maxLength: 8 });
  const WHOLE = span(0, 12);

  it('returns the same series in whatever order parts arrive', () => {
    const orders = parts.chain((list) =>
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

  it('ignores repeated parts', () => {
    fc.assert(
      fc.property(parts, (list) => {
        const once = mergeWindows(WHOLE, list, SETTLE);
        expect(mergeWindows(WHOLE, [...list, ...list], SETTLE)).toEqual(once);
      }),
    );
  });

  it('equals adding the parts one by one', () => {
    fc.assert(
      fc.property(parts, (list) => {
        const merge = startMerge(WHOLE);
        for (const added of list.toReversed()) addWindow(merge, added, SETTLE);
        expect(merge.series).toEqual(mergeWindows(WHOLE, list, SETTLE));
      }),
    );
  });

  it('takes the newest record of a bucket, then one with a value, then the larger value', () => {
    // Includes records for the fast path: no zero and no missing value.
    const column = fc.array(fc.constantFrom(1, 2.5, 99), { minLength: 3, maxLength: 12 });
    const whole = fc
      .tuple(fc.integer({ min: -4, max: 14 }), column, fc.integer({ min: 0, max: 16 }))
      .map(([bucket, values, fetched]) => record(bucket, values, at(fetched)));
    fc.assert(
      fc.property(fc.array(fc.oneof(whole, part), { maxLength: 8 }), (list) => {
        const { values, states } = mergeWindows(WHOLE, list, SETTLE);
        const records = list.filter((listed) => 'values' in listed);
        for (const [i, value] of values.entries()) {
          const covering = records.flatMap(({ begin, values: column, fetchedAt }) => {
            const index = (at(i) - begin) / STEP;
            return index >= 0 && index < column.length
              ? [{ fetchedAt, value: column[index] ?? null }]
              : [];
          });
          if (covering.length === 0) {
            expect([Loading, Failed, Expired]).toContain(states[i]);
            continue;
          }
          const newest = Math.max(...covering.map(({ fetchedAt }) => fetchedAt));
          const known = covering
            .filter(({ fetchedAt }) => fetchedAt === newest)
            .flatMap((candidate) => candidate.value ?? []);
          const isSettled = newest - SETTLE > at(i + 1);
          expect(value).toBe(known.length === 0 ? Number.NaN : Math.max(...known) + 0);
          if (known.length === 0) expect(states[i]).toBe(isSettled ? Gap : Pending);
          else expect(states[i]).toBe(isSettled ? Settled : Provisional);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('equals merging both halves of the span', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 12 }), (list, cut) => {
        const whole = mergeWindows(WHOLE, list, SETTLE);
        const left = mergeWindows(span(0, cut), list, SETTLE);
        const right = mergeWindows(span(cut, 12), list, SETTLE);
        expect([...left.values, ...right.values]).toEqual([...whole.values]);
        expect([...left.states, ...right.states]).toEqual([...whole.states]);
      }),
    );
  });

  it('has a value exactly where a bucket is settled or provisional', () => {
    fc.assert(
      fc.property(parts, (list) => {
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
