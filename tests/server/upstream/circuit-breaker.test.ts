import { describe, expect, it } from 'vitest';
import type { WindowRecord } from '../../../src/contract/wire/api.ts';
import { HOUR, MINUTE } from '../../../src/contract/domain/time.ts';
import {
  MIN_FAILING_TIME,
  MIN_CONSECUTIVE_FAILURES,
  REJECTION_OPEN_TIME,
  OPEN_TIME,
  MAX_OPEN_TIME,
  createCircuitBreaker,
} from '../../../src/server/upstream/circuit-breaker.ts';
import { SILENT_LOG } from '../../../src/server/telemetry/log.ts';
import { NOOP_METRICS } from '../../../src/server/telemetry/metrics.ts';
import {
  UpstreamFailure,
  classifyError,
  timedOut,
  unreachable,
  unreadable,
} from '../../../src/server/upstream/classify-error.ts';
import { createCircuitBreakers } from '../../../src/server/upstream/breakers.ts';
import {
  NOW,
  TODAY,
  fetchRecords,
  createManualTime,
  createStubUpstream,
  respondWithError,
  createTestApp,
  createWindowRequest,
} from '../../support/server/test-doubles.ts';
import {
  createTestWindowService,
  createWindowRequests,
} from '../../support/server/window-service.ts';
import type { TestWindowServiceOptions } from '../../support/server/window-service.ts';

const outage = unreachable(undefined);
const stay = () => new AbortController().signal;

function breakerOn() {
  let at = 0;
  const breaker = createCircuitBreaker(() => at);
  return { breaker, pass: (ms: number) => void (at += ms) };
}

/** A breaker that an outage has shut. */
function shutBreaker() {
  const { breaker, pass } = breakerOn();
  for (let n = 0; n < MIN_CONSECUTIVE_FAILURES; n += 1) {
    pass(1_000);
    breaker.enter()('failed', outage);
  }
  return { breaker, pass };
}

describe('a breaker', () => {
  it('stays open while something works now and then', () => {
    const { breaker, pass } = breakerOn();
    for (let n = 0; n < 1_000; n += 1) {
      pass(1_000);
      breaker.enter()(n % MIN_CONSECUTIVE_FAILURES === 0 ? 'works' : 'failed', outage);
    }
    expect(breaker.isShut).toBe(false);
  });

  it('takes any number of failures in one moment for a blip', () => {
    const { breaker, pass } = breakerOn();
    const tries = Array.from({ length: 1_000 }, () => breaker.enter());
    pass(MIN_FAILING_TIME - 1);
    for (const tell of tries) tell('failed', outage);
    expect(breaker.isShut).toBe(false);
  });

  it('is shut when nothing has worked for a while, and lets one probe through after it', () => {
    const { breaker, pass } = shutBreaker();
    expect(breaker.refusal()).toEqual({ failure: outage, waitMs: OPEN_TIME });
    pass(OPEN_TIME);
    expect(breaker.refusal()).toBeUndefined();
    const probe = breaker.enter();
    expect(breaker.refusal()).toMatchObject({ failure: outage });
    probe('works');
    expect([breaker.isShut, breaker.refusal()]).toEqual([false, undefined]);
  });

  it('is shut longer after each probe that failed, up to a cap', () => {
    const { breaker, pass } = shutBreaker();
    const waits = Array.from({ length: 8 }, () => {
      const waitMs = breaker.refusal()?.waitMs ?? 0;
      pass(waitMs);
      breaker.enter()('failed', outage);
      return waitMs;
    });
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30, 30].map((seconds) => seconds * 1_000));
    expect(Math.max(...waits)).toBe(MAX_OPEN_TIME);
  });

  it('gives the probe to the next when the first one left', () => {
    const { breaker, pass } = shutBreaker();
    pass(OPEN_TIME);
    breaker.enter()('unknown');
    expect(breaker.refusal()).toBeUndefined();
  });

  it('learns nothing from failures that were under way when it was shut', () => {
    const { breaker, pass } = breakerOn();
    const late = breaker.enter();
    breaker.enter()('refused', outage);
    pass(10_000);
    late('refused', outage);
    expect(breaker.refusal()?.waitMs).toBe(REJECTION_OPEN_TIME - 10_000);
  });
});

describe('a breaker whose keys were changed', () => {
  it('is open again, and learns nothing from tries with the old ones', () => {
    const { breaker } = breakerOn();
    const late = breaker.enter();
    breaker.enter()('refused', outage);
    breaker.forgetRefusal();
    expect(breaker.refusal()).toBeUndefined();
    late('refused', outage);
    expect(breaker.refusal()).toBeUndefined();
    breaker.enter()('refused', outage);
    expect(breaker.isShut).toBe(true);
  });

  it('stays shut by an outage', () => {
    const { breaker } = shutBreaker();
    breaker.forgetRefusal();
    expect(breaker.isShut).toBe(true);
  });
});

describe('the gate', () => {
  const NO_RAM = classifyError({ status: 403, code: 'NoPermission' });
  const METER = classifyError({ status: 500, code: 'Meter.DataSourceQueryError' });
  const WRONG_CLOCK = classifyError({ status: 400, code: 'InvalidTimeStamp.Expired' });
  const METER_AUTH = classifyError({ status: 403, code: 'Meter.AuthError' });

  /** Whether the gate is shut to the app that failed so, and to another one. */
  const shutAfter = (failure: UpstreamFailure, times: number) => {
    let at = 0;
    const gate = createCircuitBreakers({ tick: () => at, log: SILENT_LOG });
    for (let n = 0; n < times; n += 1) {
      at += MIN_FAILING_TIME;
      gate.enter('app')(failure);
    }
    return ['app', 'other'].map((appId) => {
      try {
        gate.check(appId);
        return false;
      } catch {
        return true;
      }
    });
  };

  it.each<[string, UpstreamFailure, number, [boolean, boolean]]>([
    [
      'a key that does not exist',
      classifyError({ status: 404, code: 'InvalidAccessKeyId.NotFound' }),
      1,
      [true, true],
    ],
    [
      'a wrong secret',
      classifyError({ status: 403, code: 'SignatureDoesNotMatch' }),
      1,
      [true, true],
    ],
    [
      'an expired token',
      classifyError({ status: 400, code: 'InvalidSecurityToken.Expired' }),
      1,
      [true, true],
    ],
    ['a missing permission', NO_RAM, 1, [true, true]],
    [
      'a clock that is refused though it was set',
      new UpstreamFailure(WRONG_CLOCK.problem, 'never'),
      1,
      [true, true],
    ],
    ['a clock that was just set', WRONG_CLOCK, 50, [false, false]],
    ['what may be about one app', METER_AUTH, 1, [true, false]],
    ['one app whose data is out of order', METER, 10, [true, false]],
    ['one such failure', METER, 1, [false, false]],
    ['no connection', outage, 10, [true, true]],
    ['time-outs', timedOut(), 10, [true, true]],
    ['a bare 503', classifyError({ status: 503 }), 10, [true, true]],
    ['something else in its place', unreadable(true), 10, [true, true]],
    ['throttles', classifyError({ status: 429, code: 'Throttling' }), 50, [false, false]],
    [
      'a used nonce',
      classifyError({ status: 400, code: 'SignatureNonceUsed' }),
      50,
      [false, false],
    ],
    [
      'refused parameters',
      classifyError({ status: 400, code: 'Meter.ParamError' }),
      50,
      [false, false],
    ],
  ])('after %s is shut to whom it concerns', (_what, failure, times, expected) => {
    expect(shutAfter(failure, times)).toEqual(expected);
  });
});

/** A flow whose upstream fails while `broken.now` holds something. */
function breakable(options: TestWindowServiceOptions = {}) {
  const broken: { now: UpstreamFailure | undefined } = { now: undefined };
  const flow = createTestWindowService({
    ...options,
    respond() {
      if (broken.now) throw broken.now;
    },
  });
  const ask = (one = createWindowRequest()) => flow.fetchWindow(one, stay(), { client: 'a' });
  return { ...flow, broken, ask };
}

describe('wrong keys', () => {
  it('cost a page of 1,000 windows no more than what was under way, and one call in 30 s after', async () => {
    const { ask, broken, calls, time } = breakable();
    broken.now = classifyError({ status: 404, code: 'InvalidAccessKeyId.NotFound' });
    const lines = Promise.all(createWindowRequests('app', 1_000).map(ask));
    await time.advance(5_000);
    for (const line of await lines) {
      expect(line).toMatchObject({ status: 'failed', problem: { code: 'key_invalid' } });
    }
    expect(calls.length).toBeLessThanOrEqual(50);
    const before = calls.length;
    for (let second = 0; second < 90; second += 1) {
      void ask();
      await time.advance(1_000);
    }
    expect(calls.length - before).toBeLessThanOrEqual(3);
    broken.now = undefined;
    await time.advance(REJECTION_OPEN_TIME);
    const line = ask();
    await time.advance(1_000);
    expect(await line).toMatchObject({ status: 'ok' });
  });
});

describe('a clock that is refused though it was set', () => {
  it('costs a page of 600 windows two calls for each that was under way, and one in 30 s after', async () => {
    const time = createManualTime(NOW);
    const { now, tick, sleep } = time;
    const upstream = createStubUpstream(() =>
      respondWithError(400, 'InvalidTimeStamp.Expired', {
        date: new Date(NOW + HOUR).toUTCString(),
      }),
    );
    const proxy = createTestApp(upstream, { now, tick, sleep });
    let lines: WindowRecord[] = [];
    void fetchRecords(proxy, createWindowRequests('app', 600)).then((all) => (lines = all));
    while (lines.length === 0) await time.advance(100);
    const problem = { code: 'clock_skew', retryable: false };
    for (const line of lines) expect(line).toMatchObject({ status: 'failed', problem });
    expect(lines[599]?.problem?.retryAfterMs).toBeGreaterThan(0);
    expect(upstream.calls.length).toBeLessThanOrEqual(100);
    const before = upstream.calls.length;
    for (let second = 0; second < 90; second += 1) {
      void fetchRecords(proxy, [createWindowRequest()]);
      await time.advance(1_000);
    }
    expect(upstream.calls.length - before).toBeLessThanOrEqual(3);
  });
});

describe('a gate that is shut while the clock is set', () => {
  it.each([
    ['back', -2 * HOUR],
    ['on', 2 * HOUR],
  ])('%s opens after its time and not before', async (_what, by) => {
    const { ask: askFor, broken, calls, time } = breakable();
    broken.now = classifyError({ status: 403, code: 'NoPermission' });
    const refused = askFor();
    await time.advance(100);
    await refused;
    broken.now = undefined;
    time.setClock(by);
    await time.advance(REJECTION_OPEN_TIME - 100);
    expect((await askFor()).problem?.retryAfterMs).toBeLessThanOrEqual(100);
    expect(calls).toHaveLength(1);
    await time.advance(100);
    const line = askFor();
    await time.advance(100);
    expect(await line).toMatchObject({ status: 'ok' });
  });
});

describe('an upstream that is down', () => {
  it('is left alone but for probes, while older answers are still given at once', async () => {
    const { ask, broken, calls, time, stats } = breakable();
    const open = createWindowRequest(TODAY);
    void ask(open);
    await time.advance(10 * MINUTE);
    broken.now = outage;
    for (const one of createWindowRequests('app', 100)) void ask(one);
    await time.advance(30_000);
    expect(stats().circuitOpen).toBe(true);
    // The probe, if one is due: after it nobody may try for a while.
    void ask(createWindowRequest({ appId: 'probe' }));
    await time.advance(100);
    const before = calls.length;
    const asked = time.now();
    // Not a step of the clock is needed for it.
    const lines = await Promise.all([ask(open), ask(createWindowRequest({ appId: 'new' }))]);
    expect(time.now()).toBe(asked);
    expect(lines).toMatchObject([
      { status: 'stale', problem: { code: 'upstream_unreachable', retryable: true } },
      { status: 'failed', problem: { code: 'upstream_unreachable', retryable: true } },
    ]);
    expect(lines[0]?.problem?.retryAfterMs).toBeGreaterThan(0);
    for (let second = 0; second < 600; second += 1) {
      void ask(createWindowRequest({ appId: `later-${second}` }));
      await time.advance(1_000);
    }
    // A new call may be the probe, and tries no second time while the gate is shut.
    expect(calls.length - before).toBeLessThanOrEqual(600 / 30 + 6);
    broken.now = undefined;
    await time.advance(MAX_OPEN_TIME);
    const line = ask(createWindowRequest({ appId: 'after' }));
    await time.advance(1_000);
    expect(await line).toMatchObject({ status: 'ok' });
    expect(stats().circuitOpen).toBe(false);
  });

  it('by a permission that somebody grants is asked again after the time that was said', async () => {
    const { ask, broken, calls, time } = breakable();
    for (const code of ['NoPermission', 'Meter.AuthError']) {
      broken.now = classifyError({ status: 403, code });
      const refused = ask(createWindowRequest({ appId: code }));
      await time.advance(100);
      const { problem } = await refused;
      expect(problem).toMatchObject({ code: 'no_permission', retryable: false });
      broken.now = undefined;
      const before = calls.length;
      await time.advance((problem?.retryAfterMs ?? 0) - 100);
      expect(
        (await ask(createWindowRequest({ appId: code }))).problem?.retryAfterMs,
      ).toBeLessThanOrEqual(100);
      expect(calls).toHaveLength(before);
      await time.advance(100);
      const granted = ask(createWindowRequest({ appId: code }));
      await time.advance(100);
      expect(await granted).toMatchObject({ status: 'ok' });
    }
  });

  it('is not counted as asked again by those who wait for it', async () => {
    const retries: string[] = [];
    const metrics = { ...NOOP_METRICS, countRetry: (reason: string) => void retries.push(reason) };
    const { ask: askFor, broken, calls, time } = breakable({ metrics });
    broken.now = outage;
    for (const one of createWindowRequests('app', 20)) void askFor(one);
    await time.advance(20_000);
    const windows = new Set(calls.map(({ params }) => JSON.stringify(params)));
    expect(retries).toEqual(Array(calls.length - windows.size).fill('transient'));
  });

  it('for two seconds costs no window', async () => {
    const { ask, broken, time } = breakable();
    broken.now = outage;
    const lines = Promise.all(createWindowRequests('app', 300).map(ask));
    await time.advance(2_000);
    broken.now = undefined;
    await time.advance(60_000);
    expect((await lines).filter(({ status }) => status !== 'ok')).toEqual([]);
  });
});

describe('8 % of mixed faults', () => {
  it('leave no window unfinished, shut nothing, and keep to 50 calls a second', async () => {
    const faults = [
      outage,
      timedOut(),
      unreadable(true),
      classifyError({ status: 503, code: 'ServiceUnavailable' }),
      classifyError({ status: 429, code: 'Throttling.User' }),
      classifyError({ status: 500, code: 'Meter.DataSourceQueryError' }),
    ];
    const flow = createTestWindowService({
      respond(_params, call) {
        const fault = (call * 7_919) % 100 < 8 ? faults[call % faults.length] : undefined;
        if (fault) throw fault;
      },
    });
    const lines = Promise.all(
      createWindowRequests('app', 1_000).map((one) =>
        flow.fetchWindow(one, stay(), { client: 'a' }),
      ),
    );
    await flow.time.advance(10 * MINUTE);
    expect((await lines).filter(({ status }) => status !== 'ok')).toEqual([]);
    expect(flow.stats().circuitOpen).toBe(false);
  });
});
