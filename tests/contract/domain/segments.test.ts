import { describe, expect, it } from 'vitest';
import { OSES, TERMINALS } from '../../../src/contract/domain/metrics.ts';
import { listSegmentFilters, toSegmentId } from '../../../src/contract/domain/segments.ts';
import type { SegmentFilter } from '../../../src/contract/domain/segments.ts';

describe('listSegmentFilters', () => {
  it.each<[string, SegmentFilter, string[]]>([
    [
      'no filter',
      {},
      'all ios android web mobile ios-web ios-mobile android-web android-mobile'.split(' '),
    ],
    ['an OS', { os: 'iOS' }, ['ios', 'ios-web', 'ios-mobile']],
    ['a terminal', { terminal: 'web' }, ['web', 'ios-web', 'android-web']],
    ['both', { os: 'Android', terminal: 'mobile' }, ['android-mobile']],
  ])('lists the combinations within %s, widest first', (_, filter, ids) => {
    expect(listSegmentFilters(filter).map(toSegmentId)).toEqual(ids);
  });

  it('lists every combination of the catalogue once', () => {
    const ids = listSegmentFilters().map(toSegmentId);
    expect(ids).toHaveLength((OSES.length + 1) * (TERMINALS.length + 1));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('copies only the dimensions that are set', () => {
    const view = { os: undefined, terminal: 'web' as const, metric: 'other' };
    expect(listSegmentFilters(view)[0]).toStrictEqual({ terminal: 'web' });
  });
});
