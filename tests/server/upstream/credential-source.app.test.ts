import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/contract/domain/time.ts';
import { HINT, HOUR, createTestCredentials } from '../../support/server/test-credentials.ts';
import {
  CREDENTIALS,
  NOW,
  createStubUpstream,
  createTestApp,
  createWindowRequest,
  fetchRecords,
  flushPromises,
  respondWithError,
  respondWithValue,
} from '../../support/server/test-doubles.ts';

describe('createRefreshingCredentials', () => {
  it('fails windows without a call while there are no credentials', async () => {
    const credentials = createTestCredentials();
    const upstream = createStubUpstream();
    const result = fetchRecords(createTestApp(upstream, { credentials: credentials.source }), [
      createWindowRequest(),
    ]);
    while (credentials.loads.length === 0) await flushPromises();
    await credentials.rejectLoad();
    const [record] = await result;
    expect(record).toMatchObject({
      status: 'failed',
      problem: { code: 'credentials_unavailable', hint: HINT, retryable: true },
    });
    expect(upstream.calls).toHaveLength(0);
  });

  it('signs each call with the current credentials', async () => {
    const credentials = createTestCredentials();
    const upstream = createStubUpstream();
    const app = createTestApp(upstream, { credentials: credentials.source });
    credentials.source.isUsable();
    await credentials.resolveLoad(HOUR);
    await fetchRecords(app, [createWindowRequest()]);
    expect(upstream.calls[0]?.headers.get('authorization')).toContain('Credential=key-1,');
    credentials.time.set(NOW + 50 * MINUTE);
    credentials.source.isUsable();
    await credentials.resolveLoad(HOUR);
    await fetchRecords(app, [createWindowRequest({ appId: 'another' })]);
    expect(upstream.calls[1]?.headers.get('authorization')).toContain('Credential=key-2,');
  });

  it('closes the circuit when the credentials change', async () => {
    const credentials = createTestCredentials();
    let validKey = 'key-2';
    const upstream = createStubUpstream((url) => {
      const authorization = upstream.calls.at(-1)?.headers.get('authorization') ?? '';
      return authorization.includes(`Credential=${validKey},`)
        ? respondWithValue(url)
        : respondWithError(400, 'InvalidSecurityToken.Expired');
    });
    const app = createTestApp(upstream, {
      credentials: credentials.source,
      now: credentials.time.now,
    });
    credentials.source.isUsable();
    await credentials.resolveLoad(HOUR);
    credentials.time.set(NOW + 10 * MINUTE);

    const rejection = { code: 'token_expired', retryable: false, retryAfterMs: 30_000 };
    expect((await fetchRecords(app, [createWindowRequest()]))[0]?.problem).toMatchObject(rejection);
    credentials.time.set(NOW + 10 * MINUTE + 5_000);
    expect((await fetchRecords(app, [createWindowRequest()]))[0]?.problem).toMatchObject({
      ...rejection,
      retryAfterMs: 25_000,
    });
    expect(upstream.calls).toHaveLength(1);

    // The rejection has triggered the reload, before the circuit allows another attempt.
    expect(credentials.loads).toHaveLength(2);
    await credentials.resolveLoad(HOUR);
    expect((await fetchRecords(app, [createWindowRequest()]))[0]?.status).toBe('ok');

    // Reloading the same credentials does not close the circuit.
    validKey = 'none';
    credentials.time.set(NOW + 20 * MINUTE);
    await fetchRecords(app, [createWindowRequest({ appId: 'another' })]);
    const calls = upstream.calls.length;
    credentials.loads.at(-1)?.resolve({
      credentials: { ...CREDENTIALS, accessKeyId: 'key-2' },
      expiresAt: credentials.time.now() + HOUR,
    });
    await flushPromises();
    await fetchRecords(app, [createWindowRequest({ appId: 'another' })]);
    expect(upstream.calls).toHaveLength(calls);
  });
});
