// Two clocks that differ: this server's and the upstream's.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LATE_DATA } from '../../../src/contract/domain/freshness.ts';
import { DAY, HOUR, MINUTE, STEP } from '../../../src/contract/domain/time.ts';
import type { Log } from '../../../src/server/telemetry/log.ts';
import { SILENT_LOG } from '../../../src/server/telemetry/log.ts';
import { createUpstreamClock } from '../../../src/server/upstream/upstream-clock.ts';
import { DEMO_APPS, createSimulator } from '../../../src/simulator/simulator.ts';
import {
  CREDENTIALS,
  NOW,
  ORIGIN,
  TODAY,
  respondWithValue,
  fetchRecords,
  createStubUpstream,
  createTestApp,
  createSettings,
  createWindowRequest,
} from '../../support/server/test-doubles.ts';
import { SETTLE_MS, createMemoryArchive } from '../../support/server/window-service.ts';

/** What a Date header says at `at`: the second it lies in. */
const dateAt = (at: number) => Math.floor(at / 1_000) * 1_000;

describe('the upstream’s clock', () => {
  it('is the server’s own where the answers agree with it', () => {
    let local = NOW + 250;
    const clock = createUpstreamClock(() => local, SILENT_LOG);
    const hear = clock.send();
    local += 80;
    expect(hear(dateAt(NOW + 290))).toEqual({ askedAt: NOW + 250, askedAtLeast: NOW - 80 });
    expect(clock.now()).toBe(NOW + 330);
  });

  it('is known to a second and the time of one answer, and never later at a call than it was', () => {
    const span = { min: 0, max: 20_000 };
    const call = fc.record({
      wait: fc.integer(span),
      out: fc.integer(span),
      back: fc.integer(span),
      // Now and then somebody sets the server's clock.
      set: fc.option(fc.integer({ min: -DAY, max: DAY }), { freq: 5 }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: -DAY, max: DAY }),
        fc.array(call, { minLength: 1 }),
        (ahead, calls) => {
          let there = NOW;
          let off = ahead;
          const clock = createUpstreamClock(() => there + off, SILENT_LOG);
          for (const { wait, out, back, set } of calls) {
            there += wait;
            off = set ?? off;
            const [askedThere, askedHere] = [there, there + off];
            const hear = clock.send();
            there += out;
            const date = dateAt(there);
            there += back;
            const { askedAt, askedAtLeast } = hear(date);
            expect(Math.abs(clock.now() - there)).toBeLessThanOrEqual(out + back + 1_000);
            expect(Math.abs(askedAt - askedThere)).toBeLessThanOrEqual(out + back + 1_000);
            expect(askedAtLeast).toBeLessThanOrEqual(Math.min(askedThere, askedHere));
          }
        },
      ),
    );
  });

  it('is not fooled by a clock that is set while an answer is under way', () => {
    for (const [before, after] of [
      [2 * HOUR, 0],
      [0, 2 * HOUR],
      [0, -2 * HOUR],
    ] as const) {
      let local = NOW + before;
      const clock = createUpstreamClock(() => local, SILENT_LOG);
      clock.send()(NOW);
      const hear = clock.send();
      local = NOW + after + 100;
      expect(hear(NOW).askedAtLeast).toBeLessThanOrEqual(NOW);
    }
  });

  it('goes by the server’s own while the upstream says nothing', () => {
    const clock = createUpstreamClock(() => NOW, SILENT_LOG);
    expect(clock.send()(undefined)).toEqual({ askedAt: NOW, askedAtLeast: NOW });
  });

  it('says once that they differ', () => {
    const logged: unknown[] = [];
    const warn = (event: string, facts?: object) => void logged.push([event, facts]);
    const log: Log = { ...SILENT_LOG, warn };
    const clock = createUpstreamClock(() => NOW, log);
    for (let n = 0; n < 3; n += 1) clock.send()(NOW - HOUR);
    clock.send()(NOW - HOUR + 10_000);
    expect(logged).toEqual([
      ["this server's clock differs from the upstream's", { offsetMs: -HOUR }],
    ]);
  });
});

const appId = DEMO_APPS[0]?.id ?? '';
const yesterday = createWindowRequest({ appId });

/** A server whose clock is `ahead` of the strict upstream's, which shows `there`. */
function serverAhead(ahead: number, start: number, record = false) {
  const time = { there: start };
  const simulate = createSimulator({
    seed: 7,
    now: () => time.there,
    apps: DEMO_APPS,
    credentials: CREDENTIALS,
    qps: 1_000_000,
  });
  const archive = createMemoryArchive();
  const stopping = new AbortController();
  const proxy = createTestApp(
    createStubUpstream((url) => respondWithValue(url)),
    {
      settings: createSettings({ record, apps: DEMO_APPS.slice(0, 1) }),
      fetch: (request) => simulate(request),
      now: () => time.there + ahead,
      archive,
      stopping: stopping.signal,
    },
  );
  return { proxy, time, archive, stop: () => stopping.abort(new Error('stopped')) };
}

describe.each([
  ['two hours ahead', 2 * HOUR],
  ['fourteen minutes ahead, which nobody is told of', 14 * MINUTE],
  ['fourteen minutes behind', -14 * MINUTE],
  ['two hours behind', -2 * HOUR],
])('a server whose clock is %s', (_what, ahead) => {
  it('keeps no day for good before it is over', async () => {
    const { proxy, time, archive } = serverAhead(ahead, TODAY.begin - 100 * MINUTE);
    for (; time.there <= TODAY.begin + SETTLE_MS; time.there += 5 * MINUTE) {
      const [line] = await fetchRecords(proxy, [yesterday]);
      expect(line).toMatchObject({ status: 'ok', final: false });
      expect(archive.stored.size).toBe(0);
    }
    // A server that is behind waits for its own clock too.
    time.there += Math.max(0, -ahead);
    const [line] = await fetchRecords(proxy, [yesterday]);
    expect(line).toMatchObject({ status: 'ok', final: true });
    expect(line?.values.filter((value) => value !== null)).toHaveLength(288);
    expect(archive.stored.size).toBe(1);
  });

  it('shows the open day up to the upstream’s bucket in progress, from the first answer on', async () => {
    const { proxy, time } = serverAhead(ahead, NOW);
    for (let bucket = 0; bucket < 2; bucket += 1) {
      const [line] = await fetchRecords(proxy, [createWindowRequest({ appId, ...TODAY })]);
      const isFirst = bucket === 0 && Math.abs(ahead) < 15 * MINUTE && ahead < 0;
      // What a clock that is behind did not ask for at first, it asks for next.
      const missing = isFirst ? Math.floor(-ahead / STEP) + 1 : 0;
      expect(line?.values.length).toBe(145 + bucket - missing);
      expect(Math.abs((line?.fetchedAt ?? 0) - time.there)).toBeLessThanOrEqual(1_000);
      time.there += STEP;
    }
  });

  it('asks for nothing older than the upstream has, and for all that it has', async () => {
    const { proxy } = serverAhead(ahead, NOW);
    const begin = TODAY.begin - 30 * DAY;
    const oldest = createWindowRequest({ appId, begin, end: begin + DAY });
    const [first] = await fetchRecords(proxy, [oldest]);
    expect(first).toMatchObject({ status: 'ok' });
    const [line] = await fetchRecords(proxy, [{ ...oldest, metric: 'VideoStuckRate' }]);
    expect(line).toMatchObject({ status: 'ok', begin: NOW - 30 * DAY + 18 * MINUTE });
  });

  it('tells the page the upstream’s time', async () => {
    const { proxy, time } = serverAhead(ahead, NOW);
    await fetchRecords(proxy, [yesterday]);
    const config = await proxy(new Request(`${ORIGIN}/api/config`));
    const { now }: { now: number } = await config.json();
    expect(Math.abs(now - time.there)).toBeLessThanOrEqual(1_000);
  });
});

describe('a recorder whose clock is twelve hours ahead', () => {
  it('records the days that are over, and takes the others for not yet over', async () => {
    const { proxy, archive, stop } = serverAhead(12 * HOUR, TODAY.end - HOUR, true);
    const days = 29;
    const stateOf = async () => {
      const response = await proxy(new Request(`${ORIGIN}/api/config`));
      const { recorder }: { recorder: object } = await response.json();
      return recorder;
    };
    while (archive.stored.size < days * 36) await new Promise((next) => setImmediate(next));
    const kept = [...archive.stored.values()];
    expect(kept.filter(({ begin }) => begin >= TODAY.begin)).toEqual([]);
    expect(await stateOf()).not.toHaveProperty('lastError');
    stop();
  }, 30_000);
});

describe('a day whose end is missing', () => {
  it('is not final before late data has had its time', async () => {
    let now = TODAY.begin + SETTLE_MS + MINUTE;
    const archive = createMemoryArchive();
    let last = TODAY.begin - HOUR;
    const upstream = createStubUpstream((url) => {
      url.searchParams.set('EndTs', String(Math.min(last, Number(url.searchParams.get('EndTs')))));
      return respondWithValue(url);
    });
    const proxy = createTestApp(upstream, { now: () => now, archive });
    const finalAt = async (at: number) => {
      now = at;
      const [line] = await fetchRecords(proxy, [yesterday]);
      return [line?.final, archive.stored.size];
    };
    expect(await finalAt(now)).toEqual([false, 0]);
    expect(await finalAt(TODAY.begin + SETTLE_MS + LATE_DATA)).toEqual([false, 0]);
    expect(await finalAt(TODAY.begin + SETTLE_MS + LATE_DATA + STEP)).toEqual([true, 1]);
    expect(upstream.calls).toHaveLength(3);
    last = TODAY.begin;
    now = TODAY.begin + SETTLE_MS + MINUTE;
    const whole = createTestApp(upstream, { now: () => now, archive: createMemoryArchive() });
    expect((await fetchRecords(whole, [yesterday]))[0]).toMatchObject({ final: true });
  });
});
