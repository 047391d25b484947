import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dragBrush, moveByKey } from '../../../src/chart/overview/brush-drag.ts';
import { HOUR, STEP } from '../../../src/contract/domain/time.ts';
import { BEGIN, buildSpan } from '../../support/build-series.ts';

const RANGE = buildSpan(288);
const toTime = (bucket: number) => BEGIN + bucket * STEP;
const WINDOW = buildSpan(48, toTime(96));

describe('dragBrush', () => {
  it.each([
    [
      'an end by the distance dragged',
      'begin',
      toTime(96),
      toTime(90),
      { begin: toTime(90), end: toTime(144) },
    ],
    [
      'an end up to two buckets from the other',
      'end',
      toTime(144),
      toTime(20),
      buildSpan(2, toTime(96)),
    ],
    [
      'the window without changing its length',
      'move',
      toTime(100),
      toTime(112.2),
      buildSpan(48, toTime(108)),
    ],
    ['the window up to the edge', 'move', toTime(100), toTime(400), buildSpan(48, toTime(240))],
    [
      'a new window in either direction',
      'draw',
      toTime(20.5),
      toTime(10.5),
      buildSpan(11, toTime(10)),
    ],
    [
      'a new window of at least two buckets',
      'draw',
      toTime(20),
      toTime(20),
      buildSpan(2, toTime(20)),
    ],
  ] as const)('moves %s', (_name, handle, from, to, expected) => {
    expect(dragBrush(handle, WINDOW, from, to, RANGE)).toEqual(expected);
  });

  it('always returns two or more whole buckets inside the range', () => {
    const inputs = fc.record({
      handle: fc.constantFrom('begin', 'end', 'move', 'draw'),
      from: fc.integer({ min: -100, max: 400 }),
      to: fc.double({ min: -100, max: 400, noNaN: true }),
    });
    fc.assert(
      fc.property(inputs, ({ handle, from, to }) => {
        const { begin, end } = dragBrush(handle, WINDOW, toTime(from), toTime(to), RANGE);
        expect([(begin - BEGIN) % STEP, (end - BEGIN) % STEP]).toEqual([0, 0]);
        expect(begin >= RANGE.begin && end <= RANGE.end && end - begin >= 2 * STEP).toBe(true);
      }),
    );
  });
});

describe('moveByKey', () => {
  it.each([
    ['ArrowLeft', false, -STEP],
    ['ArrowRight', true, HOUR],
    ['PageUp', false, 6 * HOUR],
    ['Home', false, BEGIN - toTime(96)],
    ['Tab', false, undefined],
  ])('moves by %s (shift: %s) by %s ms', (key, shift, delta) => {
    expect(moveByKey(key, shift, toTime(96), RANGE)).toBe(
      delta === undefined ? undefined : toTime(96) + delta,
    );
  });
});
