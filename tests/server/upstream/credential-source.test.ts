// Keys that renew themselves, on a clock of ours and a source that does as told.
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../src/contract/wire/problem.ts';
import { MINUTE } from '../../../src/contract/domain/time.ts';
import { createRefreshingCredentials } from '../../../src/server/upstream/credential-source.ts';
import type { LoadedCredentials } from '../../../src/server/upstream/credential-source.ts';
import { redactCredentials } from '../../../src/server/upstream/redact-credentials.ts';
import type { Log } from '../../../src/server/telemetry/log.ts';
import { NOOP_METRICS } from '../../../src/server/telemetry/metrics.ts';
import type { MetricsExporter } from '../../../src/server/telemetry/metrics.ts';
import {
  CREDENTIALS,
  NOW,
  ORIGIN,
  respondWithValue,
  fetchRecords,
  createManualTime,
  createStubUpstream,
  respondWithError,
  createTestApp,
  flushPromises,
  createWindowRequest,
} from '../../support/server/test-doubles.ts';

const HOUR = 60 * MINUTE;
const HINT = 'Check the role.';

/** A renewing source whose every load is settled by hand, and numbers its keys. */
function createBench() {
  const time = createManualTime(NOW);
  const loads: { resolve: (keys: LoadedCredentials) => void; reject: (error: unknown) => void }[] =
    [];
  const logged: string[] = [];
  const note = (event: string, facts?: object) => void logged.push(JSON.stringify([event, facts]));
  const log: Log = { debug: note, info: note, warn: note, error: note, audit: note };
  const source = createRefreshingCredentials({
    load: () => new Promise((resolve, reject) => loads.push({ resolve, reject })),
    now: time.now,
    tick: time.tick,
    sleep: time.sleep,
    log,
    hint: HINT,
  });
  return {
    time,
    source,
    logged,
    loads,
    /** The load under way brings keys for `life`, or for ever. */
    async bring(life?: number) {
      const credentials = { ...CREDENTIALS, accessKeyId: `key-${loads.length}` };
      const expiresAt = life === undefined ? undefined : time.now() + life;
      loads.at(-1)?.resolve({ credentials, expiresAt });
      await flushPromises();
    },
    async fail(error: unknown = new Error(CREDENTIALS.accessKeySecret)) {
      loads.at(-1)?.reject(error);
      await flushPromises();
    },
    id: async () => (await source()).accessKeyId,
  };
}

/** The Problem something is rejected with. */
async function problemOf(work: Promise<unknown>) {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof ProblemError ? error.problem : error;
}

describe('renewing credentials', () => {
  it('are loaded once, however many ask at first', async () => {
    const bench = createBench();
    const asked = Array.from({ length: 50 }, () => bench.id());
    await flushPromises();
    expect(bench.loads).toHaveLength(1);
    await bench.bring(HOUR);
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['key-1']));
    expect(bench.loads).toHaveLength(1);
  });

  it('are renewed ahead of their end, and the old ones given out meanwhile', async () => {
    const bench = createBench();
    void bench.source();
    await bench.bring(HOUR);
    bench.time.set(NOW + 45 * MINUTE - 1);
    expect(await bench.id()).toBe('key-1');
    expect(bench.loads).toHaveLength(1);

    bench.time.set(NOW + 45 * MINUTE);
    const asked = await Promise.all(Array.from({ length: 50 }, () => bench.id()));
    expect(new Set(asked)).toEqual(new Set(['key-1']));
    expect(bench.loads).toHaveLength(2);
    await bench.bring(HOUR);
    expect(await bench.id()).toBe('key-2');
  });

  it('that live shortly are not renewed at every call', async () => {
    const bench = createBench();
    void bench.source();
    await bench.bring(8 * MINUTE);
    bench.time.set(NOW + 6 * MINUTE - 1);
    await bench.source();
    expect(bench.loads).toHaveLength(1);
    bench.time.set(NOW + 6 * MINUTE);
    await bench.source();
    expect(bench.loads).toHaveLength(2);
  });

  it('that have no end are looked up again, and kept when that fails', async () => {
    const bench = createBench();
    void bench.source();
    await bench.bring();
    bench.time.set(NOW + 10 * MINUTE);
    expect(await bench.id()).toBe('key-1');
    await bench.fail();
    bench.time.set(NOW + 24 * HOUR);
    expect(await bench.id()).toBe('key-1');
    await bench.bring();
    expect(await bench.id()).toBe('key-3');
  });

  it('stay while they are valid though renewing fails, and are gone at their end', async () => {
    const bench = createBench();
    void bench.source();
    await bench.bring(HOUR);
    bench.time.set(NOW + 50 * MINUTE);
    await bench.source();
    await bench.fail();
    expect(await bench.id()).toBe('key-1');
    bench.time.set(NOW + HOUR - 1);
    expect(await bench.id()).toBe('key-1');
    await bench.fail();
    bench.time.set(NOW + HOUR);
    expect(await problemOf(bench.source())).toMatchObject({ code: 'credentials_unavailable' });
  });

  it('come after a failure, by a load of their own', async () => {
    const bench = createBench();
    const asked = Array.from({ length: 50 }, () => problemOf(bench.source()));
    await bench.fail();
    expect(await asked[0]).toEqual({
      code: 'credentials_unavailable',
      message: 'The server has no valid key to sign with.',
      hint: HINT,
      retryable: true,
      retryAfterMs: 1_000,
    });
    expect(new Set((await Promise.all(asked)).map((one) => JSON.stringify(one))).size).toBe(1);

    bench.time.set(NOW + 1_000);
    const again = bench.id();
    await bench.bring(HOUR);
    expect(await again).toBe('key-2');
  });

  it('are not asked for again and again while there are none', async () => {
    const bench = createBench();
    const pauses: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      const asked = problemOf(bench.source());
      await flushPromises();
      await bench.fail();
      await asked;
      // Whoever asks during the pause hears the same, and nothing is loaded.
      const problem = await problemOf(bench.source());
      const pause =
        typeof problem === 'object' && problem && 'retryAfterMs' in problem
          ? Number(problem.retryAfterMs)
          : Number.NaN;
      pauses.push(pause);
      bench.time.set(bench.time.now() + pause);
    }
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(bench.loads).toHaveLength(7);
  });

  it('are asked for after a pause, however the clock is set meanwhile', async () => {
    for (const by of [-2 * HOUR, 2 * HOUR]) {
      const bench = createBench();
      const asked = problemOf(bench.source());
      await bench.fail();
      await asked;
      bench.time.setClock(by);
      bench.time.set(NOW + 999);
      expect(await problemOf(bench.source())).toMatchObject({ retryAfterMs: 1 });
      expect(bench.loads).toHaveLength(1);
      bench.time.set(NOW + 1_000);
      const again = bench.id();
      await bench.bring(HOUR);
      expect(await again).toBe('key-2');
    }
  });

  it('are renewed ahead of their end though the clock was set back', async () => {
    const bench = createBench();
    void bench.source();
    await bench.bring(HOUR);
    bench.time.setClock(-2 * HOUR);
    bench.time.set(NOW + 45 * MINUTE);
    expect(await bench.id()).toBe('key-1');
    expect(bench.loads).toHaveLength(2);
  });

  it('that do not come in time are given up, and what comes later is dropped', async () => {
    const bench = createBench();
    const asked = problemOf(bench.source());
    await bench.time.advance(10_000);
    expect(await asked).toMatchObject({ code: 'credentials_unavailable' });
    await bench.bring(HOUR);
    expect(bench.source.isUsable()).toBe(false);
  });

  it('that seem to be over when they come are tried a minute: the clock may be ours', async () => {
    const bench = createBench();
    void bench.source();
    await bench.bring(-5 * MINUTE);
    expect(await bench.id()).toBe('key-1');
    bench.time.set(NOW + MINUTE);
    void bench.source();
    expect(bench.loads).toHaveLength(2);
  });

  it('that the upstream refuses are renewed before their end, but not again and again', async () => {
    const bench = createBench();
    void bench.source();
    await bench.bring(HOUR);
    const first = await bench.source();
    bench.time.set(NOW + 29_999);
    bench.source.reportRejected(first);
    expect(await bench.id()).toBe('key-1');

    bench.time.set(NOW + 30_000);
    bench.source.reportRejected(first);
    bench.source.reportRejected(first);
    const again = bench.id();
    await bench.bring(HOUR);
    expect(await again).toBe('key-2');
    // The word on the old ones says nothing of the new ones.
    bench.time.set(NOW + HOUR / 2);
    bench.source.reportRejected(first);
    expect(await bench.id()).toBe('key-2');
    expect(bench.loads).toHaveLength(2);
  });

  it('come back by the mere question whether there are any', async () => {
    const bench = createBench();
    expect(bench.source.isUsable()).toBe(false);
    await bench.fail();
    expect(bench.source.isUsable()).toBe(false);
    expect(bench.loads).toHaveLength(1);
    bench.time.set(NOW + 1_000);
    expect(bench.source.isUsable()).toBe(false);
    await bench.bring(HOUR);
    expect(bench.source.isUsable()).toBe(true);
    bench.time.set(NOW + 50 * MINUTE);
    expect(bench.source.isUsable()).toBe(true);
    expect(bench.loads).toHaveLength(3);
  });

  it('stand in nothing that prints, serializes, copies or logs', async () => {
    const bench = createBench();
    void bench.source();
    await bench.bring(HOUR);
    bench.time.set(NOW + 50 * MINUTE);
    const credentials = await bench.source();
    await bench.fail(
      Object.assign(new Error(CREDENTIALS.securityToken), { name: CREDENTIALS.accessKeySecret }),
    );
    bench.time.set(NOW + HOUR);
    const thrown = bench.source().catch((error: unknown) => error);
    await bench.fail(CREDENTIALS.accessKeySecret);

    const everything = [credentials, { ...credentials }, bench.source, await thrown]
      .flatMap((it) => [
        inspect(it, { depth: 9, showHidden: true }),
        JSON.stringify(it),
        String(it),
      ])
      .concat(bench.logged, Object.getOwnPropertyNames(credentials))
      .join('\n');
    for (const secret of ['key-1', CREDENTIALS.accessKeySecret, CREDENTIALS.securityToken]) {
      expect(everything).not.toContain(secret);
    }
    expect(everything).toContain('credentials not renewed');
    expect(everything).toContain('credentials_unavailable');
    expect(credentials.accessKeySecret).toBe(CREDENTIALS.accessKeySecret);
  });
});

describe('a server with renewing credentials', () => {
  const readyOf = async (proxy: ReturnType<typeof createTestApp>) => {
    const response = await proxy(new Request(`${ORIGIN}/readyz`));
    const body: unknown = await response.json();
    return [response.status, body];
  };

  it('is ready when it has keys, and says when it has none', async () => {
    const bench = createBench();
    const proxy = createTestApp(createStubUpstream(), { credentials: bench.source });
    expect(await readyOf(proxy)).toMatchObject([
      503,
      { status: 'missing', credentials: 'missing' },
    ]);
    await bench.bring(HOUR);
    expect(await readyOf(proxy)).toMatchObject([200, { status: 'ok', credentials: 'ok' }]);
  });

  it('is not ready while the upstream refuses the keys it has', async () => {
    let fine = false;
    const upstream = createStubUpstream((url) =>
      fine ? respondWithValue(url) : respondWithError(400, 'SignatureDoesNotMatch'),
    );
    let tick = 0;
    const proxy = createTestApp(upstream, { tick: () => tick });
    await fetchRecords(proxy, [createWindowRequest()]);
    expect(await readyOf(proxy)).toMatchObject([
      503,
      { status: 'refused', credentials: 'refused' },
    ]);
    fine = true;
    tick += 31_000;
    await fetchRecords(proxy, [createWindowRequest()]);
    expect(await readyOf(proxy)).toMatchObject([200, { status: 'ok', credentials: 'ok' }]);
  });

  it('finds out by itself that its keys are taken again, though nobody asks for anything else', async () => {
    let fine = false;
    const upstream = createStubUpstream((url) =>
      fine ? respondWithValue(url) : respondWithError(403, 'InvalidAccessKeyId.Inactive'),
    );
    let tick = 0;
    let refusedAgain = 0;
    const metrics: MetricsExporter = {
      metrics: {
        ...NOOP_METRICS,
        countWindow: (status) =>
          void (refusedAgain += Number(tick === 31_000 && status === 'failed')),
      },
      expose: () => Promise.resolve({ body: '', type: '' }),
    };
    const proxy = createTestApp(upstream, { tick: () => tick, metricsExporter: metrics });
    const until = async (isSo: () => Promise<boolean>) => {
      while (!(await isSo())) await flushPromises();
    };
    const statusAt = async (at: number) => {
      tick = at;
      return (await readyOf(proxy))[0];
    };
    await fetchRecords(proxy, [createWindowRequest()]);
    expect(upstream.calls).toHaveLength(1);
    expect(await statusAt(1_000)).toBe(503);
    expect(await statusAt(29_000)).toBe(503);
    expect(upstream.calls).toHaveLength(1);
    await until(async () => (await statusAt(31_000)) === 503 && refusedAgain === 1);
    expect(upstream.calls).toHaveLength(2);
    fine = true;
    expect(await statusAt(60_000)).toBe(503);
    expect(await statusAt(62_000)).toBe(503);
    await until(async () => (await statusAt(62_000)) === 200);
    expect(await statusAt(99_000)).toBe(200);
    expect(upstream.calls).toHaveLength(3);
  });

  it('tells the page that there are no keys, without a call', async () => {
    const bench = createBench();
    const upstream = createStubUpstream();
    const asked = fetchRecords(createTestApp(upstream, { credentials: bench.source }), [
      createWindowRequest(),
    ]);
    while (bench.loads.length === 0) await flushPromises();
    await bench.fail();
    const [line] = await asked;
    expect(line).toMatchObject({
      status: 'failed',
      problem: { code: 'credentials_unavailable', hint: HINT, retryable: true },
    });
    expect(upstream.calls).toHaveLength(0);
  });

  it('signs with the keys of the moment', async () => {
    const bench = createBench();
    const upstream = createStubUpstream();
    const proxy = createTestApp(upstream, { credentials: bench.source });
    bench.source.isUsable();
    await bench.bring(HOUR);
    await fetchRecords(proxy, [createWindowRequest()]);
    expect(upstream.calls[0]?.headers.get('authorization')).toContain('Credential=key-1,');
    bench.time.set(NOW + 50 * MINUTE);
    bench.source.isUsable();
    await bench.bring(HOUR);
    await fetchRecords(proxy, [createWindowRequest({ appId: 'another' })]);
    expect(upstream.calls[1]?.headers.get('authorization')).toContain('Credential=key-2,');
  });

  it('asks again as soon as there are other keys, and says until then how long it will not', async () => {
    const bench = createBench();
    let taken = 'key-2';
    const upstream = createStubUpstream((url) => {
      const signed = upstream.calls.at(-1)?.headers.get('authorization') ?? '';
      return signed.includes(`Credential=${taken},`)
        ? respondWithValue(url)
        : respondWithError(400, 'InvalidSecurityToken.Expired');
    });
    const proxy = createTestApp(upstream, { credentials: bench.source, now: bench.time.now });
    bench.source.isUsable();
    await bench.bring(HOUR);
    bench.time.set(NOW + 10 * MINUTE);

    const refusal = { code: 'token_expired', retryable: false, retryAfterMs: 30_000 };
    expect((await fetchRecords(proxy, [createWindowRequest()]))[0]?.problem).toMatchObject(refusal);
    bench.time.set(NOW + 10 * MINUTE + 5_000);
    expect((await fetchRecords(proxy, [createWindowRequest()]))[0]?.problem).toMatchObject({
      ...refusal,
      retryAfterMs: 25_000,
    });
    expect(upstream.calls).toHaveLength(1);

    // Asked for when the upstream refused the old ones, not when the gate lets the next call through.
    expect(bench.loads).toHaveLength(2);
    await bench.bring(HOUR);
    expect((await fetchRecords(proxy, [createWindowRequest()]))[0]?.status).toBe('ok');

    // The same keys once more are no reason to ask.
    taken = 'none';
    bench.time.set(NOW + 20 * MINUTE);
    await fetchRecords(proxy, [createWindowRequest({ appId: 'another' })]);
    const calls = upstream.calls.length;
    bench.loads.at(-1)?.resolve({
      credentials: { ...CREDENTIALS, accessKeyId: 'key-2' },
      expiresAt: bench.time.now() + HOUR,
    });
    await flushPromises();
    await fetchRecords(proxy, [createWindowRequest({ appId: 'another' })]);
    expect(upstream.calls).toHaveLength(calls);
  });

  it.each([
    ['InvalidSecurityToken.Expired', 1],
    ['InvalidAccessKeyId.NotFound', 1],
    ['InvalidAccessKeyId.Inactive', 1],
    ['SignatureDoesNotMatch', 1],
    ['Forbidden.RAM', 0],
    ['Meter.ParamError', 0],
  ])('hears of keys the upstream does not take: %s', async (code, times) => {
    const refused: unknown[] = [];
    const keys = redactCredentials(CREDENTIALS);
    const credentials = Object.assign(() => Promise.resolve(keys), {
      reportRejected: (given: unknown) => void refused.push(given),
    });
    const upstream = createStubUpstream(() => respondWithError(403, code));
    await fetchRecords(createTestApp(upstream, { credentials }), [createWindowRequest()]);
    expect(refused).toEqual(Array.from({ length: times }, () => keys));
  });
});
