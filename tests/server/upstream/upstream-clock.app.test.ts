import { describe, expect, it } from 'vitest';
import { LATE_DATA } from '../../../src/contract/domain/freshness.ts';
import { DAY, HOUR, MINUTE, STEP } from '../../../src/contract/domain/time.ts';
import { DEMO_APPS, createSimulator } from '../../../src/simulator/simulator.ts';
import {
  CREDENTIALS,
  NOW,
  ORIGIN,
  TODAY,
  createSettings,
  createStubUpstream,
  createTestApp,
  createWindowRequest,
  fetchRecords,
  respondWithValue,
} from '../../support/server/test-doubles.ts';
import {
  SETTLE_MS,
  WINDOWS_PER_DAY,
  createMemoryArchive,
} from '../../support/server/window-service.ts';

const appId = DEMO_APPS[0]?.id ?? '';
const yesterday = createWindowRequest({ appId });

/** A server whose clock is `ahead` of the simulator's, which shows `time.upstream`. */
function createSkewedApp(ahead: number, start: number, record = false) {
  const time = { upstream: start };
  const simulate = createSimulator({
    seed: 7,
    now: () => time.upstream,
    apps: DEMO_APPS,
    credentials: CREDENTIALS,
    qps: 1_000_000,
  });
  const archive = createMemoryArchive();
  const stopping = new AbortController();
  const app = createTestApp(createStubUpstream(), {
    settings: createSettings({ record, apps: DEMO_APPS.slice(0, 1) }),
    fetch: (request) => simulate(request),
    now: () => time.upstream + ahead,
    archive,
    stopping: stopping.signal,
  });
  return { app, time, archive, stop: () => stopping.abort(new Error('stopped')) };
}

describe.each([
  ['two hours ahead', 2 * HOUR],
  ['fourteen minutes ahead, within the signature lifetime', 14 * MINUTE],
  ['fourteen minutes behind', -14 * MINUTE],
  ['two hours behind', -2 * HOUR],
])('createUpstreamClock in a server whose clock is %s', (_name, ahead) => {
  it('lets no day be archived before it is final', async () => {
    const { app, time, archive } = createSkewedApp(ahead, TODAY.begin - 100 * MINUTE);
    for (; time.upstream <= TODAY.begin + SETTLE_MS; time.upstream += 5 * MINUTE) {
      const [record] = await fetchRecords(app, [yesterday]);
      expect(record).toMatchObject({ status: 'ok', final: false });
      expect(archive.stored.size).toBe(0);
    }
    // If the server's clock is behind, it must reach the end too.
    time.upstream += Math.max(0, -ahead);
    const [record] = await fetchRecords(app, [yesterday]);
    expect(record).toMatchObject({ status: 'ok', final: true });
    expect(record?.values.filter((value) => value !== null)).toHaveLength(288);
    expect(archive.stored.size).toBe(1);
  });

  it('returns the open day up to the upstream’s bucket in progress after the first response', async () => {
    const { app, time } = createSkewedApp(ahead, NOW);
    for (let bucket = 0; bucket < 2; bucket += 1) {
      const [record] = await fetchRecords(app, [createWindowRequest({ appId, ...TODAY })]);
      // A clock that is behind requests too short a span until it has been corrected.
      const isTooShort = bucket === 0 && ahead < 0 && ahead > -15 * MINUTE;
      const missing = isTooShort ? Math.floor(-ahead / STEP) + 1 : 0;
      expect(record?.values.length).toBe(145 + bucket - missing);
      expect(Math.abs((record?.fetchedAt ?? 0) - time.upstream)).toBeLessThanOrEqual(1_000);
      time.upstream += STEP;
    }
  });

  it('requests exactly the retained part of the oldest day', async () => {
    const { app } = createSkewedApp(ahead, NOW);
    const begin = TODAY.begin - 30 * DAY;
    const oldest = createWindowRequest({ appId, begin, end: begin + DAY });
    const [first] = await fetchRecords(app, [oldest]);
    expect(first).toMatchObject({ status: 'ok' });
    const [second] = await fetchRecords(app, [{ ...oldest, metric: 'VideoStuckRate' }]);
    expect(second).toMatchObject({ status: 'ok', begin: NOW - 30 * DAY + 18 * MINUTE });
  });

  it('reports the upstream’s time in the config', async () => {
    const { app, time } = createSkewedApp(ahead, NOW);
    await fetchRecords(app, [yesterday]);
    const config = await app(new Request(`${ORIGIN}/api/config`));
    const { now }: { now: number } = await config.json();
    expect(Math.abs(now - time.upstream)).toBeLessThanOrEqual(1_000);
  });
});

describe('createUpstreamClock in a server whose clock is twelve hours ahead', () => {
  it('lets the archiver archive finished days only, without errors', async () => {
    const { app, archive, stop } = createSkewedApp(12 * HOUR, TODAY.end - HOUR, true);
    const days = 29;
    while (archive.stored.size < days * WINDOWS_PER_DAY)
      await new Promise((next) => setImmediate(next));
    const stored = [...archive.stored.values()];
    expect(stored.filter(({ begin }) => begin >= TODAY.begin)).toEqual([]);
    const response = await app(new Request(`${ORIGIN}/api/config`));
    const { recorder }: { recorder: object } = await response.json();
    expect(recorder).not.toHaveProperty('lastError');
    stop();
  }, 30_000);
});

describe('createUpstreamClock with a day whose last buckets are missing', () => {
  it('delays finality until late data could have arrived', async () => {
    let now = TODAY.begin + SETTLE_MS + MINUTE;
    const archive = createMemoryArchive();
    let lastBucket = TODAY.begin - HOUR;
    const upstream = createStubUpstream((url) => {
      const end = Math.min(lastBucket, Number(url.searchParams.get('EndTs')));
      url.searchParams.set('EndTs', String(end));
      return respondWithValue(url);
    });
    const app = createTestApp(upstream, { now: () => now, archive });
    const getStateAt = async (at: number) => {
      now = at;
      const [record] = await fetchRecords(app, [yesterday]);
      return [record?.final, archive.stored.size];
    };
    expect(await getStateAt(now)).toEqual([false, 0]);
    expect(await getStateAt(TODAY.begin + SETTLE_MS + LATE_DATA)).toEqual([false, 0]);
    expect(await getStateAt(TODAY.begin + SETTLE_MS + LATE_DATA + STEP)).toEqual([true, 1]);
    expect(upstream.calls).toHaveLength(3);
    lastBucket = TODAY.begin;
    now = TODAY.begin + SETTLE_MS + MINUTE;
    const otherApp = createTestApp(upstream, { now: () => now, archive: createMemoryArchive() });
    expect((await fetchRecords(otherApp, [yesterday]))[0]).toMatchObject({ final: true });
  });
});
