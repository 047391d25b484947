import { describe, expect, it } from 'vitest';
import { findWorstSegment } from '../../../../src/app/insights/headline/find-worst-segment.ts';
import type { SegmentStats } from '../../../../src/app/insights/headline/find-worst-segment.ts';
import { buildStats } from '../../../support/render-dashboard.tsx';

const of = (segment: string, withinGoal: number | null, present = 288): SegmentStats => ({
  segment,
  metric: 'FirstFrameCost',
  stats: buildStats({ expected: 288, present, withinGoal }),
});

describe('a segment in sight', () => {
  it('that was least within its goal is the one to name', () => {
    expect(findWorstSegment([of('iOS', 0.8), of('Android', 0.33), of('Web', 0.5)])).toEqual({
      segment: 'Android',
      metric: 'FirstFrameCost',
      within: 0.33,
    });
  });

  it('is not worth a word while it meets its goal nine times in ten', () => {
    expect(findWorstSegment([of('iOS', 0.9), of('Android', 1)])).toBeUndefined();
    expect(findWorstSegment([of('iOS', 0.899)])).toBeDefined();
  });

  it('tells nothing with less than half of its points, or none', () => {
    expect(findWorstSegment([of('iOS', 0.1, 143), of('Android', null)])).toBeUndefined();
    expect(
      findWorstSegment([{ segment: 'Web', metric: 'FirstFrameCost', stats: null }]),
    ).toBeUndefined();
    expect(findWorstSegment([of('iOS', 0.1, 144)])).toBeDefined();
  });
});
