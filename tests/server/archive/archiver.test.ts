import { describe, expect, it } from 'vitest';
import { LATE_DATA } from '../../../src/contract/domain/freshness.ts';
import { DAY, HOUR, MINUTE } from '../../../src/contract/domain/time.ts';
import { startArchiver } from '../../../src/server/archive/archiver.ts';
import { planBackfill } from '../../../src/server/archive/backfill-plan.ts';
import { SILENT_LOG } from '../../../src/server/telemetry/log.ts';
import { classifyError, unreachable } from '../../../src/server/upstream/classify-error.ts';
import { maxPerInterval } from '../../support/server/max-per-interval.ts';
import {
  NOW,
  TODAY,
  createSettings,
  createWindowRequest,
  neverAborts,
} from '../../support/server/test-doubles.ts';
import {
  SETTLE_MS,
  WINDOWS_PER_DAY,
  createMemoryArchive,
  createTestWindowService,
} from '../../support/server/window-service.ts';
import type { TestWindowServiceOptions } from '../../support/server/window-service.ts';

/** Begin of the oldest day that the upstream retains completely. */
const OLDEST = TODAY.begin - 29 * DAY;
/** When yesterday can be archived. */
const ARCHIVABLE = TODAY.begin + SETTLE_MS + LATE_DATA + MINUTE;
const ALL = 29 * WINDOWS_PER_DAY;
const COMPLETE = { on: true, pending: 0, done: ALL, lost: 0 };

function createTestArchiver(
  options: TestWindowServiceOptions & { appIds?: readonly string[] } = {},
) {
  const { appIds = ['app'], archive = createMemoryArchive(), ...serviceOptions } = options;
  const service = createTestWindowService({ ...serviceOptions, archive });
  const { now, tick, sleep } = service.time;
  const stopping = new AbortController();
  const start = () =>
    startArchiver({
      settings: createSettings({
        qps: options.qps ?? 50,
        record: true,
        apps: appIds.map((id) => ({ id, name: id })),
      }),
      windowService: service,
      archive,
      now,
      tick,
      sleep,
      log: SILENT_LOG,
      stopping: stopping.signal,
    });
  return { ...service, archive, start, stop: () => stopping.abort(new Error('stopped')) };
}

/** An archiver whose upstream is unreachable while `outage.isDown`. */
function createArchiverWithOutage() {
  const outage = { isDown: true };
  const archiver = createTestArchiver({
    respond() {
      if (outage.isDown) throw unreachable(undefined);
    },
  });
  return { ...archiver, outage };
}

describe('startArchiver', () => {
  it('archives all days, oldest first, with a fifth of the quota', async () => {
    const { start, archive, calls, time } = createTestArchiver();
    const archiver = start();
    await time.advance(3 * MINUTE);
    expect(archiver?.state()).toEqual(COMPLETE);
    expect(archive.stats().windows).toBe(ALL);
    expect(calls).toHaveLength(ALL);
    const times = calls.map(({ at }) => at);
    expect(maxPerInterval(times, 1_000)).toBe(10);
    // A fifth of 50 calls per second, minus the response time.
    expect((times.at(-1) ?? 0) - NOW).toBeLessThan((ALL / 10) * 1_100);
    const days = calls.map(({ params }) => Math.floor(Number(params['BeginTs']) / DAY));
    expect(days).toEqual(days.toSorted((a, b) => a - b));
    await time.advance(HOUR);
    expect(calls).toHaveLength(ALL);
  });

  it('archives each following day as soon as it is archivable', async () => {
    const { start, calls, time } = createTestArchiver();
    const archiver = start();
    await time.advance(5 * MINUTE);
    const callsBefore = calls.length;
    await time.advance(ARCHIVABLE + DAY - 1 - time.now());
    expect(calls).toHaveLength(callsBefore);
    await time.advance(MINUTE);
    expect(calls).toHaveLength(callsBefore + WINDOWS_PER_DAY);
    await time.advance(DAY);
    expect(calls).toHaveLength(callsBefore + 2 * WINDOWS_PER_DAY);
    expect(archiver?.state()).toMatchObject({ pending: 0, done: ALL, lost: 0 });
  });

  it('continues after a restart without fetching archived windows again', async () => {
    const first = createTestArchiver();
    first.start();
    await first.time.advance(30_000);
    first.stop();
    await first.time.advance(MINUTE);
    const callsBefore = first.calls.length;
    expect(callsBefore).toBeLessThan(400);
    const second = createTestArchiver({ archive: first.archive });
    second.start();
    await second.time.advance(5 * MINUTE);
    expect(first.calls).toHaveLength(callsBefore);
    // The ten windows that were under way are fetched again.
    expect(second.calls.length).toBeLessThanOrEqual(ALL - callsBefore + 10);
    expect(first.archive.stats().windows).toBe(ALL);
  });

  it('never delays a client, whose window it does not fetch again', async () => {
    const { start, fetchWindow, calls, time } = createTestArchiver({ qps: 5 });
    start();
    await time.advance(10_500);
    const requestedAt = time.now();
    const request = createWindowRequest({ appId: 'app' });
    const record = fetchWindow(request, neverAborts(), { client: 'reader' });
    await time.advance(200);
    expect((await record).status).toBe('ok');
    expect(calls.filter(({ at }) => at === requestedAt)).toHaveLength(1);
    await time.advance(30 * MINUTE);
    expect(calls).toHaveLength(ALL);
  });

  it('gets no larger share of the quota when a client keeps joining and leaving its calls', async () => {
    const { start, archive, fetchWindow, calls, time } = createTestArchiver();
    start();
    await time.advance(3_000);
    const callsBefore = calls.length;
    for (let round = 0; round < 100; round += 1) {
      const { pending } = await planBackfill(['app'], archive, NOW, SETTLE_MS);
      const [next = createWindowRequest()] = pending;
      const controller = new AbortController();
      void fetchWindow(next, controller.signal, { client: 'reader' }).catch(() => 'left');
      await time.advance(50);
      controller.abort(new Error('left'));
      await time.advance(50);
    }
    // A fifth of ten seconds, plus calls that the client was waiting for.
    expect(calls.length - callsBefore).toBeLessThanOrEqual(110);
  });

  it('makes few calls during an outage of hours, and completes afterwards', async () => {
    const { start, calls, time, outage } = createArchiverWithOutage();
    const archiver = start();
    await time.advance(2 * HOUR);
    expect(archiver?.state()).toMatchObject({ done: 0, lastError: 'upstream_unreachable' });
    expect(calls.length).toBeLessThan(200);
    outage.isDown = false;
    await time.advance(HOUR);
    expect(archiver?.state()).toEqual(COMPLETE);
  });

  it('does not back off longer when the clock is set back', async () => {
    const { start, time, outage } = createArchiverWithOutage();
    const archiver = start();
    await time.advance(MINUTE);
    time.setClock(-2 * HOUR);
    outage.isDown = false;
    await time.advance(10 * MINUTE);
    expect(archiver?.state()).toEqual(COMPLETE);
  });

  it('archives other apps while one app is rejected, which it retries rarely', async () => {
    const { start, calls, time } = createTestArchiver({
      appIds: ['mistyped', 'good'],
      respond(params) {
        if (params['AppId'] === 'mistyped') {
          throw classifyError({ status: 400, code: 'Meter.ParamError' });
        }
      },
    });
    const archiver = start();
    await time.advance(2 * HOUR);
    expect(archiver?.state()).toMatchObject({
      pending: ALL,
      done: ALL,
      lastError: 'upstream_refused',
    });
    const rejected = calls.filter(({ params }) => params['AppId'] === 'mistyped');
    expect(rejected.length).toBeLessThan(300);
  });

  it('retries a failing window with backoff after archiving the others', async () => {
    const failing = createWindowRequest({ appId: 'app', begin: OLDEST, end: OLDEST + DAY });
    const { start, calls, time } = createTestArchiver({
      respond({ BeginTs, MetricType, Os, TerminalType }) {
        const isFailing = BeginTs === String(failing.begin) && MetricType === failing.metric;
        if (isFailing && !Os && !TerminalType) {
          throw classifyError({ status: 400, code: 'InvalidOs' });
        }
      },
    });
    const archiver = start();
    await time.advance(2 * HOUR);
    expect(archiver?.state()).toMatchObject({ pending: 1, done: ALL - 1 });
    const retries = calls.length - ALL;
    expect(retries).toBeGreaterThan(3);
    expect(retries).toBeLessThan(30);
    await time.advance(DAY);
    expect(archiver?.state()).toMatchObject({ pending: 0, lost: 1 });
  });

  it('does not count windows that the archive could not write', async () => {
    const archive = createMemoryArchive();
    const { start, time, calls } = createTestArchiver({
      archive: { ...archive, put: () => Promise.reject(new Error('disk full')) },
    });
    const archiver = start();
    await time.advance(HOUR);
    expect(archiver?.state()).toMatchObject({ done: 0, lastError: 'internal' });
    expect(calls.length).toBeLessThan(200);
  });

  it('completes within minutes after the archive has been unwritable for hours', async () => {
    const archive = createMemoryArchive();
    let isBroken = true;
    const rejectIfBroken = <T>(work: () => Promise<T>) =>
      isBroken ? Promise.reject(new Error('read-only file system')) : work();
    const { start, time, calls } = createTestArchiver({
      archive: {
        ...archive,
        put: (request, stored) => rejectIfBroken(() => archive.put(request, stored)),
        checkWritable: () => rejectIfBroken(() => archive.checkWritable()),
      },
    });
    const archiver = start();
    await time.advance(6 * HOUR);
    // Windows in memory are not fetched again.
    expect(calls.length).toBeLessThan(200);
    isBroken = false;
    await time.advance(5 * MINUTE);
    expect(archiver?.state()).toEqual(COMPLETE);
  });

  it('continues when an unreadable archive can be read again', async () => {
    const archive = createMemoryArchive();
    let isUnreadable = true;
    const { start, time, calls } = createTestArchiver({
      archive: {
        ...archive,
        getPresence: (request) =>
          isUnreadable ? Promise.reject(new Error('unreadable')) : archive.getPresence(request),
      },
    });
    const archiver = start();
    await time.advance(10 * MINUTE);
    expect(calls).toHaveLength(0);
    isUnreadable = false;
    await time.advance(HOUR);
    expect(archiver?.state()).toMatchObject({ pending: 0 });
  });

  it('stops with the server', async () => {
    const { start, calls, time, stop, stats } = createTestArchiver();
    start();
    await time.advance(10_000);
    stop();
    await time.advance(2_000);
    const callsBefore = calls.length;
    await time.advance(2 * DAY);
    expect(calls).toHaveLength(callsBefore);
    expect(stats().quota).toMatchObject({ inUse: 0, waiting: { backfill: 0 } });
  });
});
