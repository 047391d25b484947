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

/** An app on the simulator, with quotas that no test reaches. */
function createSimulatorApp(
  scenario?: Scenario,
  changes: Partial<Parameters<typeof createSettings>[0]> = {},
): { app: RequestHandler; calls: () => number } {
  let calls = 0;
  const simulate = createSimulator({
    seed: 7,
    now: () => NOW,
    apps: DEMO_APPS,
    credentials: CREDENTIALS,
    qps: 100_000,
    ...(scenario && { scenario }),
  });
  const app = createApp({
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
  return { app, calls: () => calls };
}

describe('createApp, on the simulator', () => {
  it('fetches every metric and filter of thirty days', async () => {
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
    const { app, calls } = createSimulatorApp();
    const records = await fetchRecords(app, windows);
    expect(records.map(({ status, problem }) => problem?.upstreamCode ?? status)).toEqual(
      windows.map(() => 'ok'),
    );
    expect(
      records.every(
        ({ values, summary }) => values.some((value) => value !== null) && summary !== null,
      ),
    ).toBe(true);
    expect(calls()).toBe(windows.length);
  });

  it.each([
    ['a wrong secret', { ...CREDENTIALS, accessKeySecret: 'wrong' }, 'signature_mismatch'],
    ['an unknown key', { ...CREDENTIALS, accessKeyId: 'LTAIunknown' }, 'key_invalid'],
  ])('reports %s', async (_title, credentials, code) => {
    const { app, calls } = createSimulatorApp(undefined, { credentials });
    const [record] = await fetchRecords(app, [yesterday]);
    expect(record).toMatchObject({ status: 'failed', problem: { code, retryable: false } });
    expect(calls()).toBe(1);
  });

  it('reports an AppId of another account', async () => {
    const [record] = await fetchRecords(createSimulatorApp().app, [
      createWindowRequest({ appId: 'no-such-app' }),
    ]);
    expect(record).toMatchObject({ status: 'failed', problem: { code: 'upstream_refused' } });
  });

  it.each(CODES)('passes on the documented code %s in every format', async (code) => {
    for (const format of ['json', 'lowercase-json', 'xml'] as const) {
      const [record] = await fetchRecords(
        createSimulatorApp(always(failWith(code, { format }))).app,
        [yesterday],
      );
      expect(record).toMatchObject({ status: 'failed', problem: { upstreamCode: code } });
    }
  });

  it.each([
    ['throttling', throttle()],
    ['HTML', respondHtml()],
    ['a truncated response', truncateJson()],
    ['a refused connection', resetConnection()],
    ['a connection reset during the body', resetDuringBody()],
    ['a transient error', failWith('Meter.ReadyTsError')],
    ['a used nonce', failWith('SignatureNonceUsed')],
  ])('recovers from %s', async (_title, fault) => {
    const { app, calls } = createSimulatorApp(firstAttempts(1, fault));
    expect((await fetchRecords(app, [yesterday]))[0]?.status).toBe('ok');
    expect(calls()).toBe(2);
  });

  it('gives up on an endless response', async () => {
    const [record] = await fetchRecords(createSimulatorApp(always(streamEndlessly())).app, [
      yesterday,
    ]);
    expect(record?.problem?.code).toBe('upstream_unreadable');
  });

  it('completes every window when one call in twelve fails', async () => {
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
    const records = await fetchRecords(createSimulatorApp(randomly(0.08, faults)).app, windows);
    expect(records.map(({ index, status }) => [index, status])).toEqual(
      windows.map((_, index) => [index, 'ok']),
    );
  }, 30_000);
});
