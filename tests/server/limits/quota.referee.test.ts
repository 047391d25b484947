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
import { maxPerInterval } from '../../support/server/max-per-interval.ts';
import { createRandom, startReferee } from '../../support/server/referee.ts';

/** Real timers with a short timeout of attempts. */
const sleepWithShortTimeout: Sleep = (ms, signal) =>
  sleepOnTimers(ms === ATTEMPT_TIMEOUT ? 1_500 : ms, signal);

describe('createQuota', () => {
  it('is never exceeded on the network while all windows load and all signatures are valid', async () => {
    const random = createRandom(5);
    const referee = await startReferee({
      faultRate: 0.08,
      disruptionRate: 0.02,
      maxDelayMs: 40,
      random,
    });
    onTestFinished(referee.close);
    const app = createTestApp(
      { ...createStubUpstream(), fetch: createUpstreamFetch(UPSTREAM_QPS) },
      {
        settings: createSettings({ endpoint: referee.url }),
        sleep: sleepWithShortTimeout,
        now: Date.now,
      },
    );
    const begin = Math.floor(Date.now() / 86_400_000) * 86_400_000 - 86_400_000;
    const windows = Array.from({ length: 9 }, (_, appIndex) =>
      createHourRequests(24).map((request, hour) => ({
        ...request,
        appId: `app-${appIndex}`,
        begin: begin + hour * 3_600_000,
        end: begin + (hour + 1) * 3_600_000,
      })),
    ).flat();
    const records = await fetchRecords(app, windows);
    expect(records.filter(({ status }) => status !== 'ok')).toEqual([]);
    expect(records).toHaveLength(windows.length);
    const report = referee.report();
    expect(report).toMatchObject({ badSignatures: 0, repeatedNonces: 0 });
    expect(report.arrivals).toBe(windows.length + report.failed);
    expect(report.failed).toBeGreaterThan(5);
    // Both kinds of throttles and a missing response.
    expect(report.disrupted).toBeGreaterThanOrEqual(3);
    expect(report.maxPerSecond).toBeLessThanOrEqual(UPSTREAM_QPS);
  }, 60_000);
});

describe('maxPerInterval', () => {
  it.each([
    [[], 0],
    [[0], 1],
    [[0, 1, 999, 1_000, 1_001], 3],
    [[0, 1_000, 2_000], 1],
    [[5, 5, 5], 3],
  ])('counts %j as at most %d per second', (times, max) => {
    expect(maxPerInterval(times, 1_000)).toBe(max);
  });
});
