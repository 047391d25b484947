import { describe, expect, it } from 'vitest';
import { CALM_WORLD, MEETING, computeDays, mean } from '../../support/simulator.ts';

function meanMeetingJoins(begin: number): number {
  const points = computeDays(CALM_WORLD, { appId: MEETING, begin }, 1).slice(0, 12);
  return mean(points.map(({ joins }) => joins));
}

describe('createLocalClock', () => {
  it('keeps traffic at local time across a clock change', () => {
    // Summer time ends on 2026-10-25 in Berlin; both days are Wednesdays, at 9:00.
    const summer = meanMeetingJoins(Date.UTC(2026, 9, 21, 7));
    const winter = meanMeetingJoins(Date.UTC(2026, 9, 28, 8));
    expect(Math.abs(summer / winter - 1)).toBeLessThan(0.1);
    expect(meanMeetingJoins(Date.UTC(2026, 9, 28, 7)) / winter).toBeLessThan(0.85);
  });
});
