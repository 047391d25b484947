import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dragBrush, moveByKey } from '../../../src/chart/overview/brush-drag.ts';
import { HOUR, STEP } from '../../../src/contract/domain/time.ts';
import { BEGIN, spanOf } from '../../support/build-series.ts';

const RANGE = spanOf(288);
const at = (bucket: number) => BEGIN + bucket * STEP;
const WINDOW = spanOf(48, at(96));

describe('dragBrush', () => {
  it.each([
    ['an end by what it was dragged', 'begin', at(96), at(90), { begin: at(90), end: at(144) }],
    [
      'an end no further than two buckets from the other',
      'end',
      at(144),
      at(20),
      spanOf(2, at(96)),
    ],
    ['all of it, as long as it was', 'move', at(100), at(112.2), spanOf(48, at(108))],
    ['all of it, up to the edge', 'move', at(100), at(400), spanOf(48, at(240))],
    ['a new one, in either direction', 'draw', at(20.5), at(10.5), spanOf(11, at(10))],
    ['a new one of two buckets at least', 'draw', at(20), at(20), spanOf(2, at(20))],
  ] as const)('moves %s', (_, grip, from, to, expected) => {
    expect(dragBrush(grip, WINDOW, from, to, RANGE)).toEqual(expected);
  });

  it('stays on the grid, inside of the range and never empty, whatever is dragged where', () => {
    const inputs = fc.record({
      grip: fc.constantFrom('begin', 'end', 'move', 'draw'),
      from: fc.integer({ min: -100, max: 400 }),
      to: fc.double({ min: -100, max: 400, noNaN: true }),
    });
    fc.assert(
      fc.property(inputs, ({ grip, from, to }) => {
        const { begin, end } = dragBrush(grip, WINDOW, at(from), at(to), RANGE);
        expect([(begin - BEGIN) % STEP, (end - BEGIN) % STEP]).toEqual([0, 0]);
        expect(begin >= RANGE.begin && end <= RANGE.end && end - begin >= 2 * STEP).toBe(true);
      }),
    );
  });
});

describe('timeByKey', () => {
  it.each([
    ['ArrowLeft', false, -STEP],
    ['ArrowRight', true, HOUR],
    ['PageUp', false, 6 * HOUR],
    ['Home', false, BEGIN - at(96)],
    ['Tab', false, undefined],
  ])('moves by %s (shift %s) %s', (key, shift, by) => {
    expect(moveByKey(key, shift, at(96), RANGE)).toBe(by === undefined ? undefined : at(96) + by);
  });
});
