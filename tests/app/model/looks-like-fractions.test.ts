import { describe, expect, it } from 'vitest';
import { looksLikeFractions } from '../../../src/app/model/looks-like-fractions.ts';
import type { Metric } from '../../../src/contract/domain/metrics.ts';
import { buildSettledSeries, buildSeriesData } from '../../support/render-dashboard.tsx';

const buildRates = (metric: Metric, value: number) => ({
  ...buildSeriesData([], buildSettledSeries(Array.from({ length: 12 }, () => value))),
  subject: { appId: 'app', metric },
});

describe('looksLikeFractions', () => {
  it.each([
    [
      'join success is 0.99',
      [buildRates('JoinChannelSucRate', 0.99), buildRates('VideoStuckRate', 0.02)],
      true,
    ],
    [
      'join success is 99',
      [buildRates('JoinChannelSucRate', 99), buildRates('VideoStuckRate', 0.02)],
      false,
    ],
    ['only stutter is loaded', [buildRates('VideoStuckRate', 0.5)], false],
    [
      'a stutter rate is 2',
      [buildRates('JoinChannelSucRate', 0.99), buildRates('VideoStuckRate', 2)],
      false,
    ],
    ['only a metric in milliseconds is loaded', [buildRates('FirstFrameCost', 0.5)], false],
    ['join success is 0', [buildRates('JoinChannelSucRate', 0)], false],
  ])('decides when %s', (_condition, seriesList, expected) => {
    expect(looksLikeFractions(seriesList)).toBe(expected);
  });
});
