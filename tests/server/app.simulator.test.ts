// The proxy against the strict stand-in for the vendor's API: what is signed here is verified there.
import { describe, expect, it } from 'vitest';
import { METRICS, OSES } from '../../src/contract/domain/metrics.ts';
import { DAY } from '../../src/contract/domain/time.ts';
import { createApp } from '../../src/server/app.ts';
import type { RequestHandler } from '../../src/server/app.ts';
import { DOCUMENTED_ERRORS } from '../../src/simulator/api/errors.ts';
import type { DocumentedCode } from '../../src/simulator/api/errors.ts';
import {
  streamEndlessly,
  respondHtml,
  resetConnection,
  resetDuringBody,
  failWith,
  throttle,
  truncateJson,
} from '../../src/simulator/faults/faults.ts';
import type { Scenario } from '../../src/simulator/faults/faults.ts';
import { always, firstAttempts, randomly } from '../../src/simulator/faults/scenarios.ts';
import { DEMO_APPS, createSimulator } from '../../src/simulator/simulator.ts';
import {
  CREDENTIALS,
  NOW,
  TODAY,
  fetchRecords,
  skipSleep,
  createSettings,
  createWindowRequest,
} from '../support/server/test-doubles.ts';

const appId = DEMO_APPS[0]?.id ?? '';
const yesterday = createWindowRequest({ appId });

const CODES = Object.keys(DOCUMENTED_ERRORS).filter(
  (code): code is DocumentedCode => code in DOCUMENTED_ERRORS,
);

/** A proxy whose clock hurries on a second at each call, so that the quota of neither side is felt. */
function proxyOn(
  scenario?: Scenario,
  changes: Partial<Parameters<typeof createSettings>[0]> = {},
): { proxy: RequestHandler; calls: () => number } {
  let calls = 0;
  const simulate = createSimulator({
    seed: 7,
    now: () => NOW,
    apps: DEMO_APPS,
    credentials: CREDENTIALS,
    qps: 100_000,
    ...(scenario && { scenario }),
  });
  const proxy = createApp({
    settings: createSettings(changes),
    fetch: (request) => {
      calls += 1;
      return simulate(request);
    },
    now: () => NOW,
    random: () => 0.5,
    version: '0',
    sleep: skipSleep,
  });
  return { proxy, calls: () => calls };
}

describe('proxy and simulator', () => {
  it('show every metric and filter of thirty days', async () => {
    const windows = METRICS.flatMap((metric) =>
      [undefined, ...OSES].flatMap((os) =>
        [0, 1, 15, 29, 30].map((days) =>
          createWindowRequest({
            appId,
            metric,
            begin: TODAY.begin - days * DAY,
            end: TODAY.end - days * DAY,
            ...(os && { os }),
          }),
        ),
      ),
    );
    const { proxy, calls } = proxyOn();
    const lines = await fetchRecords(proxy, windows);
    expect(lines.map(({ status, problem }) => problem?.upstreamCode ?? status)).toEqual(
      windows.map(() => 'ok'),
    );
    expect(
      lines.every(
        ({ values, summary }) => values.some((value) => value !== null) && summary !== null,
      ),
    ).toBe(true);
    expect(calls()).toBe(windows.length);
  });

  it.each([
    ['a wrong secret', { ...CREDENTIALS, accessKeySecret: 'wrong' }, 'signature_mismatch'],
    ['an unknown key', { ...CREDENTIALS, accessKeyId: 'LTAIunknown' }, 'key_invalid'],
  ])('say that there is %s', async (_what, credentials, code) => {
    const { proxy, calls } = proxyOn(undefined, { credentials });
    const [line] = await fetchRecords(proxy, [yesterday]);
    expect(line).toMatchObject({ status: 'failed', problem: { code, retryable: false } });
    expect(calls()).toBe(1);
  });

  it('say that an AppId is not of this account', async () => {
    const [line] = await fetchRecords(proxyOn().proxy, [
      createWindowRequest({ appId: 'no-such-app' }),
    ]);
    expect(line).toMatchObject({ status: 'failed', problem: { code: 'upstream_refused' } });
  });

  it.each(CODES)(
    'carry %s to the page as a documented code, in every shape it comes in',
    async (code) => {
      for (const format of ['json', 'lowercase-json', 'xml'] as const) {
        const [line] = await fetchRecords(proxyOn(always(failWith(code, { format }))).proxy, [
          yesterday,
        ]);
        expect(line).toMatchObject({ status: 'failed', problem: { upstreamCode: code } });
      }
    },
  );

  it.each([
    ['a throttle', throttle()],
    ['HTML', respondHtml()],
    ['half an answer', truncateJson()],
    ['a refused connection', resetConnection()],
    ['a cut connection', resetDuringBody()],
    ['a transient error', failWith('Meter.ReadyTsError')],
    ['a used nonce', failWith('SignatureNonceUsed')],
  ])('get over %s', async (_what, fault) => {
    const { proxy, calls } = proxyOn(firstAttempts(1, fault));
    expect((await fetchRecords(proxy, [yesterday]))[0]?.status).toBe('ok');
    expect(calls()).toBe(2);
  });

  it('give up on an endless answer', async () => {
    const [line] = await fetchRecords(proxyOn(always(streamEndlessly())).proxy, [yesterday]);
    expect(line?.problem?.code).toBe('upstream_unreadable');
  });

  it('finish every window under faults of one call in twelve', async () => {
    const faults = [
      throttle(),
      respondHtml(),
      truncateJson(),
      resetConnection(),
      resetDuringBody(),
      failWith('InternalError'),
    ];
    const windows = METRICS.flatMap((metric) =>
      Array.from({ length: 30 }, (_, days) =>
        createWindowRequest({
          appId,
          metric,
          begin: TODAY.begin - days * DAY,
          end: TODAY.end - days * DAY,
        }),
      ),
    );
    const lines = await fetchRecords(proxyOn(randomly(0.08, faults)).proxy, windows);
    expect(lines.map(({ index, status }) => [index, status])).toEqual(
      windows.map((_, index) => [index, 'ok']),
    );
  }, 30_000);
});
