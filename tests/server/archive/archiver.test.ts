import { describe, expect, it } from 'vitest';
import type { WindowRequest } from '../../../src/contract/wire/api.ts';
import { LATE_DATA } from '../../../src/contract/domain/freshness.ts';
import { DAY, HOUR, MINUTE } from '../../../src/contract/domain/time.ts';
import type { EpochMs } from '../../../src/contract/domain/time.ts';
import { startArchiver } from '../../../src/server/windows/window-service.ts';
import { SILENT_LOG } from '../../../src/server/telemetry/log.ts';
import { classifyError, unreachable } from '../../../src/server/upstream/classify-error.ts';
import {
  nextDayAt,
  planBackfill,
  archivableDays,
  windowsOfDay,
} from '../../../src/server/archive/backfill-plan.ts';
import { windowKey } from '../../../src/contract/domain/subject-key.ts';
import {
  NOW,
  TODAY,
  createSettings,
  createWindowRequest,
} from '../../support/server/test-doubles.ts';
import {
  SETTLE_MS,
  maxPerInterval,
  createMemoryArchive,
  createTestWindowService,
} from '../../support/server/window-service.ts';
import type { TestWindowServiceOptions } from '../../support/server/window-service.ts';

const stay = () => new AbortController().signal;
/** 30 days less the quarter of an hour that is kept clear of: the days that are still there whole. */
const OLDEST = TODAY.begin - 29 * DAY;
/** Yesterday has settled; and its late data has had its time. */
const LATE = TODAY.begin + SETTLE_MS + 1;
const WAITED = TODAY.begin + SETTLE_MS + LATE_DATA + MINUTE;

function setUp(options: TestWindowServiceOptions & { appIds?: readonly string[] } = {}) {
  const { appIds = ['app'], archive = createMemoryArchive(), ...rest } = options;
  const flow = createTestWindowService({ ...rest, archive });
  const stopping = new AbortController();
  const begin = () =>
    startArchiver({
      settings: createSettings({
        qps: options.qps ?? 50,
        record: true,
        apps: appIds.map((id) => ({ id, name: id })),
      }),
      flow,
      archive,
      now: flow.time.now,
      tick: flow.time.tick,
      sleep: flow.time.sleep,
      log: SILENT_LOG,
      stopping: stopping.signal,
    });
  return { ...flow, archive, begin, stop: () => stopping.abort(new Error('stopped')) };
}

describe('the plan', () => {
  it('is 36 windows an app and day: four metrics, nine segments', () => {
    const windows = windowsOfDay('app', TODAY.begin);
    expect(windows).toHaveLength(36);
    expect(new Set(windows.map(windowKey)).size).toBe(36);
    expect(windows.every(({ begin, end }) => end - begin === DAY)).toBe(true);
  });

  it.each<[string, EpochMs, EpochMs, EpochMs]>([
    ['at noon', NOW, OLDEST, TODAY.begin],
    ['at midnight: yesterday is not final', TODAY.begin, OLDEST, TODAY.begin - DAY],
    ['when it has settled: what is late may still come', LATE, OLDEST, TODAY.begin - DAY],
    ['a millisecond before it is long over', WAITED - 1, OLDEST, TODAY.begin - DAY],
    ['then', WAITED, OLDEST, TODAY.begin],
  ])('has the days that are long over and still there whole, %s', (_what, now, begin, end) => {
    expect(archivableDays(now, SETTLE_MS)).toEqual({ begin, end });
  });

  it('wakes when the next day is long over', () => {
    expect(nextDayAt(NOW, SETTLE_MS)).toBe(WAITED + DAY);
    expect(nextDayAt(WAITED - 1, SETTLE_MS)).toBe(WAITED);
  });

  it('has the days about to expire first, and counts what is there and what is lost', async () => {
    const archive = createMemoryArchive();
    const { pending } = await planBackfill(['a', 'b'], archive, NOW, SETTLE_MS);
    expect(pending).toHaveLength(2 * 29 * 36);
    const begins = pending.map(({ begin }) => begin);
    expect(begins).toEqual(begins.toSorted((one, other) => one - other));
    expect(begins[0]).toBe(OLDEST);
    const entry = {
      begin: 0,
      encodedValues: '[]',
      summary: 0,
      fetchedAt: 0,
      requestId: null,
      final: true,
      complete: true,
    };
    for (const window of windowsOfDay('a', OLDEST)) await archive.put(window, entry);
    const [old] = windowsOfDay('b', OLDEST - 2 * DAY);
    if (old) await archive.put(old, entry);
    const plan = await planBackfill(['a', 'b'], archive, NOW, SETTLE_MS);
    expect([plan.pending.length, plan.done, plan.lost]).toEqual([2 * 29 * 36 - 36, 36, 35 + 36]);
  });
});

describe('the recorder', () => {
  it('archives everything with a fifth of the quota, the oldest first, then is idle', async () => {
    const { begin, archive, calls, time } = setUp();
    const archiver = begin();
    await time.advance(3 * MINUTE);
    expect(archiver?.state()).toEqual({ on: true, pending: 0, done: 29 * 36, lost: 0 });
    expect(archive.stats().windows).toBe(29 * 36);
    expect(calls).toHaveLength(29 * 36);
    const times = calls.map(({ at }) => at);
    expect(maxPerInterval(times, 1_000)).toBe(10);
    // A fifth of 50, less the time the answers take.
    expect((times.at(-1) ?? 0) - NOW).toBeLessThan(((29 * 36) / 10) * 1_100);
    const begins = calls.map(({ params }) => Number(params['BeginTs']));
    expect(begins.map((at) => Math.floor(at / DAY))).toEqual(
      begins.map((at) => Math.floor(at / DAY)).toSorted((one, other) => one - other),
    );
    await time.advance(HOUR);
    expect(calls).toHaveLength(29 * 36);
  });

  it('wakes when a day is long over, day after day', async () => {
    const { begin, calls, time } = setUp();
    const archiver = begin();
    await time.advance(5 * MINUTE);
    const before = calls.length;
    await time.advance(WAITED + DAY - 1 - time.now());
    expect(calls).toHaveLength(before);
    await time.advance(MINUTE);
    expect(calls).toHaveLength(before + 36);
    await time.advance(DAY);
    expect(calls).toHaveLength(before + 2 * 36);
    expect(archiver?.state()).toMatchObject({ pending: 0, done: 29 * 36, lost: 0 });
  });

  it('goes on after a restart where it was', async () => {
    const first = setUp();
    first.begin();
    await first.time.advance(30_000);
    first.stop();
    await first.time.advance(MINUTE);
    const had = first.calls.length;
    expect(had).toBeLessThan(400);
    const second = setUp({ archive: first.archive });
    second.begin();
    await second.time.advance(5 * MINUTE);
    expect(first.calls).toHaveLength(had);
    // What was under way when it stopped was given up, and is asked for again.
    expect(second.calls.length).toBeLessThanOrEqual(29 * 36 - had + 10);
    expect(first.archive.stats().windows).toBe(29 * 36);
  });

  it('never delays a reader, who in turn saves it a call', async () => {
    const { begin, fetchWindow, calls, time } = setUp({ qps: 5 });
    begin();
    await time.advance(10_500);
    const asked = time.now();
    const window: WindowRequest = createWindowRequest({ appId: 'app' });
    const line = fetchWindow(window, stay(), { client: 'reader' });
    await time.advance(200);
    expect((await line).status).toBe('ok');
    expect(calls.filter(({ at }) => at === asked)).toHaveLength(1);
    await time.advance(30 * MINUTE);
    expect(calls).toHaveLength(29 * 36);
  });

  it('gets no more of the quota by a reader who joins its windows and leaves, ten times a second', async () => {
    const { begin, archive, fetchWindow, calls, time } = setUp();
    begin();
    await time.advance(3_000);
    const before = calls.length;
    for (let round = 0; round < 100; round += 1) {
      const { pending } = await planBackfill(['app'], archive, NOW, SETTLE_MS);
      const [next = createWindowRequest()] = pending;
      const leaver = new AbortController();
      void fetchWindow(next, leaver.signal, { client: 'reader' }).catch(() => 'left');
      await time.advance(50);
      leaver.abort(new Error('left'));
      await time.advance(50);
    }
    // A fifth of ten seconds, and what the reader was just waiting for.
    expect(calls.length - before).toBeLessThanOrEqual(110);
  });

  it('survives an upstream that is down for hours, without hammering it', async () => {
    let isDown = true;
    const { begin, calls, time } = setUp({
      respond() {
        if (isDown) throw unreachable(undefined);
      },
    });
    const archiver = begin();
    await time.advance(2 * HOUR);
    expect(archiver?.state()).toMatchObject({ done: 0, lastError: 'upstream_unreachable' });
    expect(calls.length).toBeLessThan(200);
    isDown = false;
    await time.advance(HOUR);
    expect(archiver?.state()).toEqual({ on: true, pending: 0, done: 29 * 36, lost: 0 });
  });

  it('lets nothing rest longer because the clock was set back', async () => {
    let isDown = true;
    const { begin, time } = setUp({
      respond() {
        if (isDown) throw unreachable(undefined);
      },
    });
    const archiver = begin();
    await time.advance(MINUTE);
    time.setClock(-2 * HOUR);
    isDown = false;
    await time.advance(10 * MINUTE);
    expect(archiver?.state()).toEqual({ on: true, pending: 0, done: 29 * 36, lost: 0 });
  });

  it('does not let an app that is refused keep it from the others, nor ask for it on and on', async () => {
    const { begin, calls, time } = setUp({
      appIds: ['mistyped', 'good'],
      respond(params) {
        if (params['AppId'] === 'mistyped') {
          throw classifyError({ status: 400, code: 'Meter.ParamError' });
        }
      },
    });
    const archiver = begin();
    await time.advance(2 * HOUR);
    expect(archiver?.state()).toMatchObject({
      pending: 29 * 36,
      done: 29 * 36,
      lastError: 'upstream_refused',
    });
    const refused = calls.filter(({ params }) => params['AppId'] === 'mistyped');
    expect(refused.length).toBeLessThan(300);
  });

  it('tries a window that keeps failing again and again, after the others', async () => {
    const bad = createWindowRequest({ appId: 'app', begin: OLDEST, end: OLDEST + DAY });
    const { begin, calls, time } = setUp({
      respond({ BeginTs, MetricType, Os, TerminalType }) {
        const isBad = BeginTs === String(bad.begin) && MetricType === bad.metric;
        if (isBad && !Os && !TerminalType) throw classifyError({ status: 400, code: 'InvalidOs' });
      },
    });
    const archiver = begin();
    await time.advance(2 * HOUR);
    expect(archiver?.state()).toMatchObject({ pending: 1, done: 29 * 36 - 1 });
    const again = calls.length - 29 * 36;
    expect(again).toBeGreaterThan(3);
    expect(again).toBeLessThan(30);
    await time.advance(DAY);
    expect(archiver?.state()).toMatchObject({ pending: 0, lost: 1 });
  });

  it('does not call recorded what the archive could not take', async () => {
    const archive = createMemoryArchive();
    const { begin, time, calls } = setUp({
      archive: { ...archive, put: () => Promise.reject(new Error('disk full')) },
    });
    const archiver = begin();
    await time.advance(HOUR);
    expect(archiver?.state()).toMatchObject({ done: 0, lastError: 'internal' });
    expect(calls.length).toBeLessThan(200);
  });

  it('is back within minutes once the archive takes what it did not take for hours', async () => {
    const archive = createMemoryArchive();
    let isBroken = true;
    const orFail = <T>(work: () => Promise<T>) =>
      isBroken ? Promise.reject(new Error('read-only file system')) : work();
    const { begin, time, calls } = setUp({
      archive: {
        ...archive,
        put: (request, entry) => orFail(() => archive.put(request, entry)),
        checkWritable: () => orFail(() => archive.checkWritable()),
      },
    });
    const archiver = begin();
    await time.advance(6 * HOUR);
    // What was answered is not asked for again while the disk is away.
    expect(calls.length).toBeLessThan(200);
    isBroken = false;
    await time.advance(5 * MINUTE);
    expect(archiver?.state()).toEqual({ on: true, pending: 0, done: 29 * 36, lost: 0 });
  });

  it('goes on once an archive that could not say what it has can', async () => {
    const archive = createMemoryArchive();
    let isAway = true;
    const { begin, time, calls } = setUp({
      archive: {
        ...archive,
        getPresence: (request) =>
          isAway ? Promise.reject(new Error('away')) : archive.getPresence(request),
      },
    });
    const archiver = begin();
    await time.advance(10 * MINUTE);
    expect(calls).toHaveLength(0);
    isAway = false;
    await time.advance(HOUR);
    expect(archiver?.state()).toMatchObject({ pending: 0 });
  });

  it('ends with the server', async () => {
    const { begin, calls, time, stop, stats } = setUp();
    begin();
    await time.advance(10_000);
    stop();
    await time.advance(2_000);
    const had = calls.length;
    await time.advance(2 * DAY);
    expect(calls).toHaveLength(had);
    expect(stats().quota).toMatchObject({ inUse: 0, waiting: { backfill: 0 } });
  });
});

describe('work in the background', () => {
  const background = { client: 'recorder', isBackground: true };
  const reader = { client: 'reader' };

  it('does not take for an answer what may still change, however fresh it is', async () => {
    const { fetchWindow, calls, time } = createTestWindowService();
    const open = createWindowRequest(TODAY);
    const asked = async (requester: typeof reader) => {
      const line = fetchWindow(open, stay(), requester);
      await time.advance(100);
      return (await line).fetchedAt;
    };
    const first = await asked(reader);
    expect(await asked(reader)).toBe(first);
    expect(await asked(background)).toBeGreaterThan(first);
    expect(calls).toHaveLength(2);
  });

  it('nor what a reader had asked for when it could', async () => {
    // The last millisecond in which late data could have come.
    const { fetchWindow, calls, time } = createTestWindowService({ start: WAITED - MINUTE });
    const both = [fetchWindow(createWindowRequest(), stay(), reader)];
    await time.advance(1);
    both.push(fetchWindow(createWindowRequest(), stay(), background));
    await time.advance(1_000);
    const lines = await Promise.all(both);
    expect(lines.map(({ final }) => final)).toEqual([false, true]);
    expect(calls).toHaveLength(2);
  });

  it('takes what cannot change from wherever it is', async () => {
    const { fetchWindow, calls, time } = createTestWindowService();
    for (const requester of [reader, background]) {
      const line = fetchWindow(createWindowRequest(), stay(), requester);
      await time.advance(100);
      expect(await line).toMatchObject({ status: 'ok', final: true });
    }
    expect(calls).toHaveLength(1);
  });
});
