import { describe, expect, it } from 'vitest';
import { MAX_ATTEMPTS } from '../../../src/server/upstream/retry-policy.ts';
import { ATTEMPT_TIMEOUT } from '../../../src/server/upstream/upstream-client.ts';
import { sleepOnTimers } from '../../../src/server/timers.ts';
import type { Sleep } from '../../../src/server/timers.ts';
import {
  NOW,
  respondWithValue,
  fetchRecords,
  createStubUpstream,
  respondWithError,
  createHourRequests,
  createTestApp,
  createWindowRequest,
} from '../../support/server/test-doubles.ts';
import { FAULTS } from '../../support/server/fault-table.ts';

describe('an upstream that always answers', () => {
  it.each(FAULTS)('%s', async (_what, respond, code, tries, upstreamCode) => {
    const upstream = createStubUpstream(respond);
    const [line] = await fetchRecords(createTestApp(upstream), [createWindowRequest()]);
    expect(line).toMatchObject({ index: 0, status: 'failed', values: [], problem: { code } });
    expect(line?.problem?.upstreamCode).toBe(upstreamCode);
    expect(JSON.stringify(line)).not.toContain('raw text');
    expect(upstream.calls).toHaveLength(tries);
    const nonces = upstream.calls.map(({ headers }) => headers.get('x-acs-signature-nonce'));
    expect(new Set(nonces).size).toBe(tries);
  });

  it('that refuses the keys is told apart: wrong, unknown, disabled, expired, not permitted', async () => {
    const sayings = new Map([
      ['SignatureDoesNotMatch', /does not accept the signature/],
      ['InvalidAccessKeyId.NotFound', /does not exist/],
      ['InvalidAccessKeyId.Inactive', /is disabled/],
      ['InvalidSecurityToken.Expired', /has expired/],
      ['InvalidSecurityToken.MismatchWithAccessKey', /does not accept the STS/],
      ['NoPermission', /may not call/],
    ]);
    const hints = new Set<string | undefined>();
    for (const [code, saying] of sayings) {
      const [line] = await fetchRecords(
        createTestApp(createStubUpstream(() => respondWithError(403, code))),
        [createWindowRequest()],
      );
      expect(line?.problem?.message).toMatch(saying);
      hints.add(line?.problem?.hint);
    }
    expect([...hints].filter((hint) => hint?.includes('live:Describe'))).toHaveLength(1);
  });

  it.each(FAULTS.filter(([, , , tries]) => tries > 1))(
    '%s, but once only, is asked again',
    async (_what, respond) => {
      const upstream = createStubUpstream((url, call) =>
        call === 0 ? respond(url, call) : respondWithValue(url),
      );
      const [line] = await fetchRecords(createTestApp(upstream), [createWindowRequest()]);
      expect(line).toMatchObject({ status: 'ok' });
      expect(line?.values).toHaveLength(288);
      expect(upstream.calls).toHaveLength(2);
    },
  );
});

/** Sleeps of no length, but long enough for an answer to be faster than its time-out. */
const impatient: Sleep = (ms, signal) => sleepOnTimers(ms === ATTEMPT_TIMEOUT ? 50 : 0, signal);

describe('a failed try', () => {
  it('names the RAM action to grant', async () => {
    const upstream = createStubUpstream(() => respondWithError(403, 'NoPermission'));
    const [line] = await fetchRecords(createTestApp(upstream), [createWindowRequest()]);
    expect(line?.problem?.hint).toContain('live:DescribeLiveInteractionMetricData');
    expect(line?.requestId).toBe('B01C98C5-25AE-124A-83FE-514DF5C5BE36');
  });

  it('does not pass on a RequestId that is none', async () => {
    const upstream = createStubUpstream(() =>
      Response.json({ Code: 'NoPermission', RequestId: '<b>LTAI</b>' }, { status: 403 }),
    );
    const [line] = await fetchRecords(createTestApp(upstream), [createWindowRequest()]);
    expect(line?.requestId).toBeNull();
    expect(line?.problem).not.toHaveProperty('requestId');
  });

  it('says how long a throttled account has to wait', async () => {
    const upstream = createStubUpstream(() =>
      respondWithError(429, 'Throttling', { 'retry-after': '90' }),
    );
    const [line] = await fetchRecords(createTestApp(upstream), [createWindowRequest()]);
    expect(line?.problem).toMatchObject({
      code: 'throttled',
      retryable: true,
      retryAfterMs: 90_000,
    });
    expect(upstream.calls).toHaveLength(1);
  });

  it('takes the clock of the upstream when its own is off', async () => {
    const ahead = NOW + 3_600_000;
    const upstream = createStubUpstream((url, call) =>
      call === 0
        ? respondWithError(400, 'InvalidTimeStamp.Expired', { date: new Date(ahead).toUTCString() })
        : respondWithValue(url),
    );
    await fetchRecords(createTestApp(upstream), [createWindowRequest()]);
    const dates = upstream.calls.map(({ headers }) => headers.get('x-acs-date'));
    expect(dates).toEqual(['2026-11-20T12:02:00Z', '2026-11-20T13:02:00Z']);
  });

  it('is given up after its time-out', async () => {
    const never = new Promise<Response>(() => {});
    const upstream = createStubUpstream((url, call) =>
      call === 0 ? never : respondWithValue(url),
    );
    const [line] = await fetchRecords(createTestApp(upstream, { sleep: impatient }), [
      createWindowRequest(),
    ]);
    expect(line?.status).toBe('ok');
    expect(upstream.calls).toHaveLength(2);
  });

  it('follows no redirect', async () => {
    const upstream = createStubUpstream();
    await fetchRecords(createTestApp(upstream), [createWindowRequest()]);
    expect(upstream.calls[0]?.redirect).toBe('manual');
  });
});

describe('many windows under mixed faults', () => {
  it('are each answered exactly once, and none is missing', async () => {
    const kinds = FAULTS.filter(([, , , tries]) => tries === MAX_ATTEMPTS).map(
      ([, respond]) => respond,
    );
    const upstream = createStubUpstream((url, call) => {
      const fault = call % 12 === 0 ? kinds[(call / 12) % kinds.length] : undefined;
      return fault ? fault(url, call) : respondWithValue(url);
    });
    const windows = Array.from({ length: 10 }, (_, app) =>
      createHourRequests(24).map((one) => ({ ...one, appId: `app-${app}` })),
    ).flat();
    const lines = await fetchRecords(createTestApp(upstream), windows);
    expect(lines.map(({ index }) => index)).toEqual(windows.map((_, index) => index));
    expect(lines.filter(({ status }) => status !== 'ok')).toEqual([]);
  }, 30_000);
});
