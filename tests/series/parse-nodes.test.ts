import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STEP } from '../../src/contract/domain/time.ts';
import type { Span } from '../../src/contract/domain/time.ts';
import type { UpstreamNode } from '../../src/contract/wire/upstream.ts';
import { parseNodes, parseNumber } from '../../src/series/parse-nodes.ts';

const BEGIN = 1_548_633_600_000;
const span = (buckets: number): Span => ({ begin: BEGIN, end: BEGIN + buckets * STEP });
const node = (bucket: number, value: UpstreamNode['Value'], shift = 0): UpstreamNode => ({
  Timestamp: BEGIN + bucket * STEP + shift,
  Value: value,
});

describe('parseNumber', () => {
  it.each<[string | number | null | undefined, number | null]>([
    ['66.670000', 66.67],
    [' 12 ', 12],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['-2', -2],
    ['+2', 2],
    [0, 0],
    ['0', 0],
    [3.5, 3.5],
    ['', null],
    ['  ', null],
    ['null', null],
    ['NaN', null],
    ['Infinity', null],
    ['1e999', null],
    ['0x10', null],
    ['5 %', null],
    ['1,234', null],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, null],
    [null, null],
    [undefined, null],
  ])('parses %j as %j', (raw, expected) => {
    expect(parseNumber(raw)).toBe(expected);
  });
});

describe('parseNodes', () => {
  it.each<[string, Parameters<typeof parseNodes>[0], (number | null)[]]>([
    ['no nodes at all', undefined, [null, null, null]],
    ['null for nodes', null, [null, null, null]],
    ['an empty list', [], [null, null, null]],
    ['null among the nodes', [null, node(1, '2')], [null, 2, null]],
    ['nodes out of order', [node(2, '3'), node(0, '1')], [1, null, 3]],
    ['bare numbers', [node(0, 66.67)], [66.67, null, null]],
    ['a timestamp as string', [{ Timestamp: `${BEGIN}`, Value: '7' }], [7, null, null]],
    ['unaligned timestamps', [node(1, '7', 257_000)], [null, 7, null]],
    ['the last millisecond of the span', [node(2, '7', STEP - 1)], [null, null, 7]],
    ['the exclusive end', [node(3, '7')], [null, null, null]],
    ['a node before the span', [node(0, '7', -1)], [null, null, null]],
    ['an empty value', [node(0, '')], [null, null, null]],
    ['a null value', [node(0, null)], [null, null, null]],
    ['no value', [{ Timestamp: BEGIN }], [null, null, null]],
    ['no timestamp', [{ Value: '7' }], [null, null, null]],
    ['an empty timestamp', [{ Timestamp: '', Value: '7' }], [null, null, null]],
    ['a value that is not a number', [node(0, 'NaN'), node(1, 'n/a')], [null, null, null]],
    ['infinite values', [node(0, 'Infinity'), node(1, Infinity)], [null, null, null]],
    ['negative values', [node(0, '-1')], [null, null, null]],
    ['zero', [node(0, '0'), node(1, '-0')], [0, 0, null]],
    ['the later of two in a bucket', [node(0, '1', 9), node(0, '2', 3)], [1, null, null]],
    ['the larger of two at one time', [node(0, '1'), node(0, '2')], [2, null, null]],
    ['a usable before an unusable one', [node(0, '1'), node(0, '', 9)], [1, null, null]],
  ])('handles %s', (_, nodes, expected) => {
    expect(parseNodes(nodes, span(3), 1)).toEqual(expected);
  });

  it('scales fractions to percent without rounding noise', () => {
    const nodes = [node(0, '0.29'), node(1, '0.07'), node(2, '1')];
    expect(parseNodes(nodes, span(3), 100)).toEqual([29, 7, 100]);
  });

  it('returns nothing for an empty span', () => {
    expect(parseNodes([node(0, '1')], span(0), 1)).toEqual([]);
  });

  const rawValues = fc.oneof(
    fc.double({ min: -5, max: 105, noNaN: true }),
    fc.integer({ min: 0, max: 3 }).map(String),
    fc.constantFrom('', 'NaN', null, undefined, Number.NaN, Number.POSITIVE_INFINITY, '-1'),
  );
  const nodes = fc.array(
    fc.option(
      fc.record({
        Timestamp: fc.oneof(
          fc.integer({ min: BEGIN - 2 * STEP, max: BEGIN + 8 * STEP }),
          fc.integer({ min: BEGIN, max: BEGIN + 6 * STEP }).map(String),
          fc.constantFrom('', null, undefined, BEGIN),
        ),
        Value: rawValues,
      }),
    ),
    { maxLength: 30 },
  );

  it('does not depend on the order of nodes', () => {
    const shuffled = nodes.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, fc.constantFrom(1, 100), ([list, other], scale) => {
        expect(parseNodes(other, span(6), scale)).toEqual(parseNodes(list, span(6), scale));
      }),
    );
  });

  it('returns one sent, finite and non-negative value or null per bucket', () => {
    fc.assert(
      fc.property(nodes, (list) => {
        const sent = new Set(list.map((item) => parseNumber(item?.Value)));
        const values = parseNodes(list, span(6), 1);
        expect(values).toHaveLength(6);
        for (const value of values) {
          if (value === null) continue;
          expect(value).toBeGreaterThanOrEqual(0);
          expect(sent.has(value)).toBe(true);
        }
      }),
    );
  });

  it('ignores repeated nodes', () => {
    fc.assert(
      fc.property(nodes, (list) => {
        expect(parseNodes([...list, ...list], span(6), 1)).toEqual(parseNodes(list, span(6), 1));
      }),
    );
  });
});
