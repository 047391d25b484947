import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../src/contract/domain/time.ts';
import { listChannels } from '../../../src/simulator/model/channels.ts';
import { DEMO_APPS } from '../../../src/simulator/simulator.ts';
import { CALM_WORLD, NOW, computeDays } from '../../support/simulator.ts';

describe('listChannels', () => {
  it('returns channels with a session every weekday', () => {
    const [app] = DEMO_APPS;
    if (!app) throw new Error('no app');
    for (const channelId of listChannels(app)) {
      // Thursday 2026-11-19 and Saturday in Shanghai.
      const computeDay = (day: number) =>
        computeDays(CALM_WORLD, { begin: Date.UTC(2026, 10, day) - 8 * HOUR, channelId }, 1);
      expect(computeDay(19).length).toBeGreaterThan(15);
      expect(computeDay(19).length).toBeLessThan(30);
      expect(computeDay(21)).toEqual([]);
    }
  });
});

describe('createChannel', () => {
  it('gives any other channel sessions on some days', () => {
    const today = NOW - (NOW % DAY);
    const counts = Array.from({ length: 14 }, (_, day) => {
      const begin = today - (day + 1) * DAY;
      return computeDays(CALM_WORLD, { begin, channelId: 'whatever' }, 1).length;
    });
    expect(counts.filter((count) => count === 0).length).toBeGreaterThan(2);
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(2);
  });
});
