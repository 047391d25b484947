import { describe, expect, it, onTestFinished } from 'vitest';
import { createUpstreamFetch } from '../../../src/server/node/upstream-fetch.ts';
import { ATTEMPT_TIMEOUT } from '../../../src/server/upstream/upstream-client.ts';
import { sleepOnTimers } from '../../../src/server/timers.ts';
import type { Sleep } from '../../../src/server/timers.ts';
import { UPSTREAM_QPS } from '../../../src/contract/wire/upstream.ts';
import {
  fetchRecords,
  createStubUpstream,
  createHourRequests,
  createTestApp,
  createSettings,
} from '../../support/server/test-doubles.ts';
import { createRandom, mostWithin, startReferee } from '../../support/server/referee.ts';

/** Timers as they are, but nobody waits twenty seconds for an answer that does not come. */
const sleepBriefly: Sleep = (ms, signal) =>
  sleepOnTimers(ms === ATTEMPT_TIMEOUT ? 1_500 : ms, signal);

describe('a referee in the place of the upstream', () => {
  it('sees no more than the quota in any second, every signature right, and every window finish', async () => {
    const random = createRandom(5);
    const referee = await startReferee({
      faultRate: 0.08,
      disruptionRate: 0.02,
      maxDelayMs: 40,
      random,
    });
    onTestFinished(referee.close);
    const proxy = createTestApp(
      { ...createStubUpstream(), fetch: createUpstreamFetch(UPSTREAM_QPS) },
      { settings: createSettings({ endpoint: referee.url }), sleep: sleepBriefly, now: Date.now },
    );
    const begin = Math.floor(Date.now() / 86_400_000) * 86_400_000 - 86_400_000;
    const windows = Array.from({ length: 9 }, (_, app) =>
      createHourRequests(24).map((one, hour) => ({
        ...one,
        appId: `app-${app}`,
        begin: begin + hour * 3_600_000,
        end: begin + (hour + 1) * 3_600_000,
      })),
    ).flat();
    const lines = await fetchRecords(proxy, windows);
    expect(lines.filter(({ status }) => status !== 'ok')).toEqual([]);
    expect(lines).toHaveLength(windows.length);
    const verdict = referee.report();
    expect(verdict).toMatchObject({ badSignatures: 0, repeatedNonces: 0 });
    expect(verdict.arrivals).toBe(windows.length + verdict.failed);
    expect(verdict.failed).toBeGreaterThan(5);
    // Throttled in both ways, and left without an answer.
    expect(verdict.disrupted).toBeGreaterThanOrEqual(3);
    expect(verdict.maxPerSecond).toBeLessThanOrEqual(UPSTREAM_QPS);
  }, 60_000);

  it.each([
    [[], 0],
    [[0], 1],
    [[0, 1, 999, 1_000, 1_001], 3],
    [[0, 1_000, 2_000], 1],
    [[5, 5, 5], 3],
  ])('counts %j as at most %d in a second', (times, most) => {
    expect(mostWithin(times, 1_000)).toBe(most);
  });
});
