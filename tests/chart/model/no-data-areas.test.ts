import { describe, expect, it } from 'vitest';
import {
  findNoDataAreas,
  findLineGaps,
  findProvisionalStart,
} from '../../../src/chart/model/no-data-areas.ts';
import { STEP } from '../../../src/contract/domain/time.ts';
import {
  BEGIN,
  buildLine,
  buildProvisional,
  buildSeries,
  buildSpan,
} from '../../support/build-series.ts';
import type { Bucket } from '../../support/build-series.ts';

const BUCKETS: Bucket[] = ['Failed', 'Failed', 1, 'Expired', 'Loading'];
const toTime = (bucket: number) => BEGIN + bucket * STEP;

describe('findNoDataAreas', () => {
  it('returns one area per run of a reason', () => {
    expect(findNoDataAreas([buildLine(BUCKETS)], buildSpan(5))).toEqual([
      { kind: 'failed', begin: toTime(0), end: toTime(2) },
      { kind: 'gone', begin: toTime(3), end: toTime(4) },
      { kind: 'loading', begin: toTime(4), end: toTime(5) },
    ]);
  });

  it('requires the same reason in all lines', () => {
    const lines = [
      buildLine(['Failed', 'Failed', 'Gap', 1]),
      buildLine(['Failed', 2, 'Failed', 'Gap']),
    ];
    expect(findNoDataAreas(lines, buildSpan(4))).toEqual([
      { kind: 'failed', begin: toTime(0), end: toTime(1) },
    ]);
  });

  it('ignores hidden and faint lines', () => {
    const lines = [
      buildLine(['Gap', 'Gap']),
      buildLine([1, 2], { hidden: true }),
      buildLine([1, 2], { faint: true }),
    ];
    expect(findNoDataAreas(lines, buildSpan(2))).toEqual([
      { kind: 'gap', begin: toTime(0), end: toTime(2) },
    ]);
  });

  it('ignores awaited buckets, time outside of the series, and charts without lines', () => {
    expect(findNoDataAreas([buildLine(['Pending', buildProvisional(1)])], buildSpan(2))).toEqual(
      [],
    );
    expect(findNoDataAreas([buildLine(['Failed'])], buildSpan(3))).toHaveLength(1);
    expect(findNoDataAreas([], buildSpan(3))).toEqual([]);
  });

  it('returns nothing beside a line without gaps', () => {
    const lines = [
      buildLine(['Failed', 'Failed', 'Failed']),
      buildLine([1, buildProvisional(2), 'Pending']),
    ];
    expect(findNoDataAreas(lines, buildSpan(3))).toEqual([]);
    expect(findNoDataAreas([buildLine([1, 2])], buildSpan(3))).toEqual([]);
  });

  it('handles a series that begins before the span', () => {
    const early = buildLine([], {
      series: buildSeries(['Expired', 'Expired', 'Failed'], BEGIN - 2 * STEP),
    });
    expect(findNoDataAreas([early], buildSpan(1))).toEqual([
      { kind: 'failed', begin: toTime(0), end: toTime(1) },
    ]);
  });
});

describe('findLineGaps', () => {
  it('finds settled gaps between two values, with those values', () => {
    const line = buildLine(['Gap', 1, 'Gap', 'Gap', 4, 'Failed', 5, 'Gap', 'Failed', 6, 'Gap']);
    expect(findLineGaps(line, buildSpan(11))).toEqual([
      { begin: toTime(2), end: toTime(4), before: 1, after: 4 },
    ]);
  });
});

describe('findProvisionalStart', () => {
  it.each<[string, Bucket[][], number | undefined]>([
    ['undefined if all values are settled', [[1, 'Gap', 2]], undefined],
    ['the first bucket of the unsettled end', [[1, 2, buildProvisional(3), 'Pending']], 2],
    [
      'the earliest start of several lines',
      [
        [1, 2, 3, buildProvisional(4)],
        [1, buildProvisional(2), 'Pending', buildProvisional(3)],
      ],
      1,
    ],
    [
      'undefined for provisional values before a settled end',
      [[buildProvisional(1), buildProvisional(2), 3, 4]],
      undefined,
    ],
  ])('returns %s', (_, lines, expected) => {
    const start = findProvisionalStart(
      lines.map((buckets) => buildLine(buckets)),
      buildSpan(lines[0]?.length ?? 0),
    );
    expect(start).toBe(expected === undefined ? undefined : toTime(expected));
  });
});
