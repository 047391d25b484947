import { describe, expect, it } from 'vitest';
import { findWorstSegment } from '../../../../src/app/insights/headline/find-worst-segment.ts';
import type { SegmentStats } from '../../../../src/app/insights/headline/find-worst-segment.ts';
import { buildStats } from '../../../support/render-dashboard.tsx';

const buildSegment = (segment: string, withinGoal: number | null, present = 288): SegmentStats => ({
  segment,
  metric: 'FirstFrameCost',
  stats: buildStats({ expected: 288, present, withinGoal }),
});

describe('findWorstSegment', () => {
  it('returns the segment with the least time in goal', () => {
    expect(
      findWorstSegment([
        buildSegment('iOS', 0.8),
        buildSegment('Android', 0.33),
        buildSegment('Web', 0.5),
      ]),
    ).toEqual({
      segment: 'Android',
      metric: 'FirstFrameCost',
      withinGoal: 0.33,
    });
  });

  it('returns undefined if all segments meet their goals 90 % of the time', () => {
    expect(
      findWorstSegment([buildSegment('iOS', 0.9), buildSegment('Android', 1)]),
    ).toBeUndefined();
    expect(findWorstSegment([buildSegment('iOS', 0.899)])).toBeDefined();
  });

  it('ignores segments with less than half of their values', () => {
    expect(
      findWorstSegment([buildSegment('iOS', 0.1, 143), buildSegment('Android', null)]),
    ).toBeUndefined();
    expect(
      findWorstSegment([{ segment: 'Web', metric: 'FirstFrameCost', stats: null }]),
    ).toBeUndefined();
    expect(findWorstSegment([buildSegment('iOS', 0.1, 144)])).toBeDefined();
  });
});
