import { describe, expect, it } from 'vitest';
import {
  listFindings,
  matchesEpisodeKey,
  toEpisodeKey,
} from '../../../../src/app/insights/analysis/insights.ts';
import { MINUTE } from '../../../../src/contract/domain/time.ts';
import { buildEpisode, buildFinding, buildInsights } from '../../../support/insights.ts';

describe('listFindings', () => {
  it('lists ongoing findings first and keeps the order of each app', () => {
    const ended = buildFinding({ isOngoing: false, metric: 'AudioStuckRate' });
    const ongoing = buildFinding();
    const findings = listFindings([
      buildInsights({ appId: 'a', findings: [ended, buildFinding({ isOngoing: false })] }),
      buildInsights({ appId: 'b', findings: [ongoing] }),
    ]);
    expect(findings.map(({ appId, primary }) => [appId, primary.metric])).toEqual([
      ['b', 'FirstFrameCost'],
      ['a', 'AudioStuckRate'],
      ['a', 'FirstFrameCost'],
    ]);
  });
});

describe('toEpisodeKey', () => {
  it('contains the app only if there are several', () => {
    expect(toEpisodeKey(buildEpisode(), 'a', ['a'])).not.toHaveProperty('appId');
    expect(toEpisodeKey(buildEpisode(), 'a', ['a', 'b'])).toMatchObject({ appId: 'a' });
  });
});

describe('matchesEpisodeKey', () => {
  it('tolerates a small change of the begin, but no other app or metric', () => {
    const key = toEpisodeKey(buildEpisode(), 'a', ['a', 'b']);
    const shifted = (offset: number) => buildEpisode({ begin: buildEpisode().begin + offset });
    expect(matchesEpisodeKey(key, shifted(-30 * MINUTE), 'a')).toBe(true);
    expect(matchesEpisodeKey(key, shifted(35 * MINUTE), 'a')).toBe(false);
    expect(matchesEpisodeKey(key, buildEpisode(), 'b')).toBe(false);
    expect(matchesEpisodeKey(key, buildEpisode({ metric: 'AudioStuckRate' }), 'a')).toBe(false);
  });
});
