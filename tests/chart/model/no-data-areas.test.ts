import { describe, expect, it } from 'vitest';
import {
  findNoDataAreas,
  findLineGaps,
  provisionalSince,
} from '../../../src/chart/model/no-data-areas.ts';
import { STEP } from '../../../src/contract/domain/time.ts';
import { BEGIN, lineOf, p, seriesOf, spanOf } from '../../support/build-series.ts';
import type { Bucket } from '../../support/build-series.ts';

const FIVE: Bucket[] = ['Failed', 'Failed', 1, 'Gone', 'Loading'];
const at = (bucket: number) => BEGIN + bucket * STEP;

describe('findAreas', () => {
  it('gives each run of one reason its stretch', () => {
    expect(findNoDataAreas([lineOf(FIVE)], spanOf(5))).toEqual([
      { kind: 'failed', begin: at(0), end: at(2) },
      { kind: 'gone', begin: at(3), end: at(4) },
      { kind: 'loading', begin: at(4), end: at(5) },
    ]);
  });

  it('speaks only where all lines lack their value for the same reason', () => {
    const lines = [lineOf(['Failed', 'Failed', 'Gap', 1]), lineOf(['Failed', 2, 'Failed', 'Gap'])];
    expect(findNoDataAreas(lines, spanOf(4))).toEqual([
      { kind: 'failed', begin: at(0), end: at(1) },
    ]);
  });

  it('asks neither hidden lines nor compared ones', () => {
    const lines = [
      lineOf(['Gap', 'Gap']),
      lineOf([1, 2], { hidden: true }),
      lineOf([1, 2], { faint: true }),
    ];
    expect(findNoDataAreas(lines, spanOf(2))).toEqual([{ kind: 'gap', begin: at(0), end: at(2) }]);
  });

  it('says nothing of what may still come, of time without a series, or without lines', () => {
    expect(findNoDataAreas([lineOf(['Awaited', p(1)])], spanOf(2))).toEqual([]);
    expect(findNoDataAreas([lineOf(['Failed'])], spanOf(3))).toHaveLength(1);
    expect(findNoDataAreas([], spanOf(3))).toEqual([]);
  });

  it('says nothing beside a line that has all its values, if it reaches as far', () => {
    const lines = [lineOf(['Failed', 'Failed', 'Failed']), lineOf([1, p(2), 'Awaited'])];
    expect(findNoDataAreas(lines, spanOf(3))).toEqual([]);
    expect(findNoDataAreas([lineOf([1, 2])], spanOf(3))).toEqual([]);
  });

  it('finds the buckets of a series that begins before the span', () => {
    const early = lineOf([], { series: seriesOf(['Gone', 'Gone', 'Failed'], BEGIN - 2 * STEP) });
    expect(findNoDataAreas([early], spanOf(1))).toEqual([
      { kind: 'failed', begin: at(0), end: at(1) },
    ]);
  });
});

describe('findLineGaps', () => {
  it('finds settled holes between two values, with the values on their rims', () => {
    const line = lineOf(['Gap', 1, 'Gap', 'Gap', 4, 'Failed', 5, 'Gap', 'Failed', 6, 'Gap']);
    expect(findLineGaps(line, spanOf(11))).toEqual([
      { begin: at(2), end: at(4), before: 1, after: 4 },
    ]);
  });
});

describe('provisionalSince', () => {
  it.each<[string, Bucket[][], number | undefined]>([
    ['nothing when all has settled', [[1, 'Gap', 2]], undefined],
    ['the first bucket of the open end', [[1, 2, p(3), 'Awaited']], 2],
    [
      'the earliest of several lines',
      [
        [1, 2, 3, p(4)],
        [1, p(2), 'Awaited', p(3)],
      ],
      1,
    ],
    ['not an unsettled stretch before a settled end', [[p(1), p(2), 3, 4]], undefined],
  ])('gives %s', (_, lines, expected) => {
    const since = provisionalSince(
      lines.map((buckets) => lineOf(buckets)),
      spanOf(lines[0]?.length ?? 0),
    );
    expect(since).toBe(expected === undefined ? undefined : at(expected));
  });
});
