import { describe, expect, it } from 'vitest';
import { METRIC_FACTS } from '../../src/contract/domain/metrics.ts';
import { DAY, HOUR, MINUTE, STEP } from '../../src/contract/domain/time.ts';
import { findClosestCall, groupEpisodes } from '../../src/anomaly/findings.ts';
import type { Episode } from '../../src/anomaly/detect-episodes.ts';
import { BEGIN, build, calmMs, watch } from '../support/anomaly/detection-input.ts';

const RANGE = { begin: BEGIN, end: BEGIN + 7 * DAY };

function episode(
  metric: Episode['metric'],
  from: number,
  length: number,
  severity: number,
  more: Partial<Episode> = {},
): Episode {
  const begin = BEGIN + from;
  return {
    metric,
    kind: 'usual',
    onset: 'sudden',
    begin,
    end: begin + length,
    isOngoing: false,
    value: 0,
    baseline: 0,
    worst: { value: 0, at: begin },
    outOfGoalMs: 0,
    severity,
    ...more,
  };
}

const leads = (episodes: readonly Episode[]) =>
  groupEpisodes(episodes, RANGE).map(({ primary, related }) => [
    primary.metric,
    ...related.map(({ metric }) => metric),
  ]);

describe('findings', () => {
  it('are one where several metrics show the same', () => {
    expect(
      leads([
        episode('VideoStuckRate', 25 * HOUR, 9 * HOUR, 0.2),
        episode('FirstFrameCost', DAY, 26 * HOUR, 0.3),
        episode('JoinChannelSucRate', 40 * HOUR, HOUR, 0.25),
      ]),
    ).toEqual([['FirstFrameCost', 'VideoStuckRate', 'JoinChannelSucRate']]);
  });

  it('are two where something larger happens inside', () => {
    const outage = 20 * MINUTE;
    expect(
      leads([
        episode('FirstFrameCost', DAY, 26 * HOUR, 0.3),
        episode('JoinChannelSucRate', 30 * HOUR, outage, 2.9),
        episode('AudioStuckRate', 30 * HOUR, outage, 0.8),
      ]),
    ).toEqual([['FirstFrameCost'], ['JoinChannelSucRate', 'AudioStuckRate']]);
  });

  it('are two where one creeps and the other does not', () => {
    const slow = episode('AudioStuckRate', DAY, 4 * DAY, 0.3, { onset: 'slow' });
    expect(leads([slow, episode('FirstFrameCost', 2 * DAY, DAY, 0.3)])).toHaveLength(2);
  });

  it('begin with what goes on, then with the newest and worst', () => {
    const old = episode('FirstFrameCost', 0, DAY, 0.3);
    const recent = episode('VideoStuckRate', 5 * DAY, DAY, 0.3);
    const small = episode('AudioStuckRate', 6.2 * DAY, HOUR, 0.1);
    const now = episode('JoinChannelSucRate', 7 * DAY - HOUR, HOUR, 0.15, { isOngoing: true });
    expect(groupEpisodes([old, recent, small, now], RANGE).map(({ primary }) => primary)).toEqual([
      now,
      recent,
      old,
      small,
    ]);
  });

  it('do not depend on the order of episodes', () => {
    const some = [0.2, 0.5, 0.3].map((size, i) => episode('FirstFrameCost', i * DAY, HOUR, size));
    expect(groupEpisodes(some.toReversed(), RANGE)).toEqual(groupEpisodes(some, RANGE));
  });
});

describe('the closest call', () => {
  const goalOf = (metric: Episode['metric']) => METRIC_FACTS[metric].goal;

  it('is the value nearest to its own goal, of those that met it', () => {
    const values = calmMs(4).map((value, i) => (i === 700 ? 1_950 : value));
    const rates = values.map((_, i) => (i === 90 ? 95.1 : i === 91 ? 94 : 99));
    const slow = watch(build(values));
    expect(findClosestCall([slow], goalOf)).toEqual({
      metric: 'FirstFrameCost',
      value: 1_950,
      at: BEGIN + 700 * STEP,
      goal: 2_000,
    });
    expect(
      findClosestCall([slow, watch(build(rates), 'JoinChannelSucRate')], goalOf),
    ).toMatchObject({
      metric: 'JoinChannelSucRate',
      at: BEGIN + 90 * STEP,
    });
  });

  it('is none where nothing is', () => {
    expect(findClosestCall([watch(build([]))], goalOf)).toBeUndefined();
  });
});
