import { describe, expect, it } from 'vitest';
import { METRIC_FACTS } from '../../src/contract/domain/metrics.ts';
import { DAY, HOUR, MINUTE, STEP } from '../../src/contract/domain/time.ts';
import { findClosestCall, groupEpisodes } from '../../src/anomaly/findings.ts';
import type { Episode } from '../../src/anomaly/detect-episodes.ts';
import { buildCalmDays, detect } from '../support/anomaly/detection-input.ts';
import { BEGIN, buildSettled } from '../support/build-series.ts';

const RANGE = { begin: BEGIN, end: BEGIN + 7 * DAY };

function buildEpisode(
  metric: Episode['metric'],
  from: number,
  length: number,
  severity: number,
  changes: Partial<Episode> = {},
): Episode {
  const begin = BEGIN + from;
  return {
    metric,
    kind: 'baseline',
    onset: 'spike',
    begin,
    end: begin + length,
    isOngoing: false,
    value: 0,
    baseline: 0,
    worst: { value: 0, at: begin },
    outOfGoalMs: 0,
    severity,
    ...changes,
  };
}

const listMetrics = (episodes: readonly Episode[]) =>
  groupEpisodes(episodes, RANGE).map(({ primary, related }) => [
    primary.metric,
    ...related.map(({ metric }) => metric),
  ]);

describe('groupEpisodes', () => {
  it('relates episodes of several metrics at the same time', () => {
    expect(
      listMetrics([
        buildEpisode('VideoStuckRate', 25 * HOUR, 9 * HOUR, 0.2),
        buildEpisode('FirstFrameCost', DAY, 26 * HOUR, 0.3),
        buildEpisode('JoinChannelSucRate', 40 * HOUR, HOUR, 0.25),
      ]),
    ).toEqual([['FirstFrameCost', 'VideoStuckRate', 'JoinChannelSucRate']]);
  });

  it('separates a larger episode within another', () => {
    const outage = 20 * MINUTE;
    expect(
      listMetrics([
        buildEpisode('FirstFrameCost', DAY, 26 * HOUR, 0.3),
        buildEpisode('JoinChannelSucRate', 30 * HOUR, outage, 2.9),
        buildEpisode('AudioStuckRate', 30 * HOUR, outage, 0.8),
      ]),
    ).toEqual([['FirstFrameCost'], ['JoinChannelSucRate', 'AudioStuckRate']]);
  });

  it('separates a drift from a spike', () => {
    const drift = buildEpisode('AudioStuckRate', DAY, 4 * DAY, 0.3, { onset: 'drift' });
    expect(listMetrics([drift, buildEpisode('FirstFrameCost', 2 * DAY, DAY, 0.3)])).toHaveLength(2);
  });

  it('sorts ongoing findings first, then new and severe ones', () => {
    const old = buildEpisode('FirstFrameCost', 0, DAY, 0.3);
    const recent = buildEpisode('VideoStuckRate', 5 * DAY, DAY, 0.3);
    const small = buildEpisode('AudioStuckRate', 6.2 * DAY, HOUR, 0.1);
    const now = buildEpisode('JoinChannelSucRate', 7 * DAY - HOUR, HOUR, 0.15, { isOngoing: true });
    expect(groupEpisodes([old, recent, small, now], RANGE).map(({ primary }) => primary)).toEqual([
      now,
      recent,
      old,
      small,
    ]);
  });

  it('does not depend on the order of episodes', () => {
    const episodes = [0.2, 0.5, 0.3].map((severity, i) =>
      buildEpisode('FirstFrameCost', i * DAY, HOUR, severity),
    );
    expect(groupEpisodes(episodes.toReversed(), RANGE)).toEqual(groupEpisodes(episodes, RANGE));
  });
});

describe('findClosestCall', () => {
  const goalOf = (metric: Episode['metric']) => METRIC_FACTS[metric].goal;

  it('finds the value nearest to its goal among those that met it', () => {
    const values = buildCalmDays(4).map((value, i) => (i === 700 ? 1_950 : value));
    const rates = values.map((_, i) => (i === 90 ? 95.1 : i === 91 ? 94 : 99));
    const slow = detect(buildSettled(values));
    expect(findClosestCall([slow], goalOf)).toEqual({
      metric: 'FirstFrameCost',
      value: 1_950,
      at: BEGIN + 700 * STEP,
      goal: 2_000,
    });
    expect(
      findClosestCall([slow, detect(buildSettled(rates), 'JoinChannelSucRate')], goalOf),
    ).toMatchObject({
      metric: 'JoinChannelSucRate',
      at: BEGIN + 90 * STEP,
    });
  });

  it('returns nothing for an empty series', () => {
    expect(findClosestCall([detect(buildSettled([]))], goalOf)).toBeUndefined();
  });
});
