import { describe, expect, it } from 'vitest';
import {
  allFindings,
  isNamed,
  keyOfEpisode,
} from '../../../../src/app/insights/analysis/insights.ts';
import { MINUTE } from '../../../../src/contract/domain/time.ts';
import { episode, finding, insights } from '../../../support/insights.ts';

describe('findings of several apps', () => {
  it('begin with what goes on, then by their own order', () => {
    const over = finding({ isOngoing: false, metric: 'AudioStuckRate' });
    const on = finding();
    const all = allFindings([
      insights({ appId: 'a', findings: [over, finding({ isOngoing: false })] }),
      insights({ appId: 'b', findings: [on] }),
    ]);
    expect(all.map(({ appId, primary }) => [appId, primary.metric])).toEqual([
      ['b', 'FirstFrameCost'],
      ['a', 'AudioStuckRate'],
      ['a', 'FirstFrameCost'],
    ]);
  });
});

describe('an episode in a link', () => {
  it('names its app only where there are several', () => {
    expect(keyOfEpisode(episode(), 'a', ['a'])).not.toHaveProperty('appId');
    expect(keyOfEpisode(episode(), 'a', ['a', 'b'])).toMatchObject({ appId: 'a' });
  });

  it('is the same one while its begin moves a little, and no other', () => {
    const key = keyOfEpisode(episode(), 'a', ['a', 'b']);
    const moved = (by: number) => episode({ begin: episode().begin + by });
    expect(isNamed(key, moved(-30 * MINUTE), 'a')).toBe(true);
    expect(isNamed(key, moved(35 * MINUTE), 'a')).toBe(false);
    expect(isNamed(key, episode(), 'b')).toBe(false);
    expect(isNamed(key, episode({ metric: 'AudioStuckRate' }), 'a')).toBe(false);
  });
});
