import { describe, expect, it } from 'vitest';
import { sleepOnTimers } from '../../../src/server/timers.ts';
import type { Sleep } from '../../../src/server/timers.ts';
import { redactCredentials } from '../../../src/server/settings/redact-credentials.ts';
import { ATTEMPT_TIMEOUT } from '../../../src/server/upstream/upstream-client.ts';
import {
  CREDENTIALS,
  createStubUpstream,
  createTestApp,
  createWindowRequest,
  fetchRecords,
  respondWithError,
  respondWithValue,
} from '../../support/server/test-doubles.ts';

/** Sleeps for 0 ms, except for a timeout that is long enough for a response. */
const sleepWithShortTimeout: Sleep = (ms, signal) =>
  sleepOnTimers(ms === ATTEMPT_TIMEOUT ? 50 : 0, signal);

describe('createUpstreamClient', () => {
  it('ends an attempt after its timeout', async () => {
    const never = new Promise<Response>(() => {});
    const upstream = createStubUpstream((url, call) =>
      call === 0 ? never : respondWithValue(url),
    );
    const app = createTestApp(upstream, { sleep: sleepWithShortTimeout });
    const [record] = await fetchRecords(app, [createWindowRequest()]);
    expect(record?.status).toBe('ok');
    expect(upstream.calls).toHaveLength(2);
  });

  it('does not follow redirects', async () => {
    const upstream = createStubUpstream();
    await fetchRecords(createTestApp(upstream), [createWindowRequest()]);
    expect(upstream.calls[0]?.redirect).toBe('manual');
  });

  it.each([
    ['InvalidSecurityToken.Expired', 1],
    ['InvalidAccessKeyId.NotFound', 1],
    ['InvalidAccessKeyId.Inactive', 1],
    ['SignatureDoesNotMatch', 1],
    ['Forbidden.RAM', 0],
    ['Meter.ParamError', 0],
  ])('reports rejected credentials only if others could help: %s', async (code, times) => {
    const rejected: unknown[] = [];
    const current = redactCredentials(CREDENTIALS);
    const credentials = Object.assign(() => Promise.resolve(current), {
      reportRejected: (reported: unknown) => void rejected.push(reported),
    });
    const upstream = createStubUpstream(() => respondWithError(403, code));
    await fetchRecords(createTestApp(upstream, { credentials }), [createWindowRequest()]);
    expect(rejected).toEqual(Array.from({ length: times }, () => current));
  });
});
