import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/contract/domain/time.ts';
import { DEMO_CREDENTIALS } from '../../../src/simulator/simulator.ts';
import {
  NOW,
  createSignedRequest,
  createTestSimulator,
  readJson,
  sendRequest,
  withHeaders,
} from '../../support/simulator.ts';
import type { SigningChanges } from '../../support/simulator.ts';

function withDate(minutes: number): SigningChanges {
  return { date: NOW + minutes * MINUTE };
}

describe('authenticate', () => {
  it.each<[string, number, string, SigningChanges, ((request: Request) => Request)?]>([
    [
      'a missing Authorization header',
      400,
      'MissingAuthorization',
      {},
      withHeaders({ authorization: null }),
    ],
    [
      'another scheme',
      400,
      'IncompleteSignature',
      {},
      withHeaders({ authorization: 'Bearer abc' }),
    ],
    ['a missing date', 400, 'MissingTimestamp', {}, withHeaders({ 'x-acs-date': null })],
    [
      'a date with milliseconds',
      400,
      'InvalidTimeStamp.Format',
      {},
      withHeaders({ 'x-acs-date': '2026-11-22T22:03:17.000Z' }),
    ],
    ['an old date', 400, 'InvalidTimeStamp.Expired', withDate(-15.1)],
    ['a date in the future', 400, 'InvalidTimeStamp.Expired', withDate(15.1)],
    [
      'a missing nonce',
      400,
      'MissingSignatureNonce',
      {},
      withHeaders({ 'x-acs-signature-nonce': null }),
    ],
    [
      'a missing body hash',
      400,
      'MissingContentSha256',
      {},
      withHeaders({ 'x-acs-content-sha256': null }),
    ],
    [
      'an unknown access key',
      404,
      'InvalidAccessKeyId.NotFound',
      { credentials: { ...DEMO_CREDENTIALS, accessKeyId: 'other' } },
    ],
    [
      'a wrong secret',
      400,
      'SignatureDoesNotMatch',
      { credentials: { ...DEMO_CREDENTIALS, accessKeySecret: 'other' } },
    ],
    [
      'a token of no account',
      400,
      'InvalidSecurityToken.MismatchWithAccessKey',
      { credentials: { ...DEMO_CREDENTIALS, securityToken: 't' } },
    ],
    [
      'a changed parameter',
      400,
      'SignatureDoesNotMatch',
      {},
      (request) => new Request(request.url.replace('FirstFrameCost', 'VideoStuckRate'), request),
    ],
    [
      'another host',
      400,
      'SignatureDoesNotMatch',
      {},
      (request) => new Request(request.url.replace('live.', 'evil.'), request),
    ],
    [
      'another method',
      400,
      'SignatureDoesNotMatch',
      {},
      (request) => new Request(request, { method: 'GET' }),
    ],
    [
      'a changed signed header',
      400,
      'SignatureDoesNotMatch',
      {},
      withHeaders({ 'x-acs-signature-nonce': 'other' }),
    ],
    [
      'an unsigned x-acs header',
      400,
      'IncompleteSignature',
      {},
      withHeaders({ 'x-acs-extra': '1' }),
    ],
    [
      'an unsigned content-type',
      400,
      'IncompleteSignature',
      {},
      withHeaders({ 'content-type': 'text/plain' }),
    ],
  ])('rejects %s', async (_case, status, code, changes, tamper) => {
    const response = await sendRequest(changes, tamper);
    expect([response.status, response.body['Code']]).toEqual([status, code]);
    expect(response.headers.get('date')).toBe('Sun, 22 Nov 2026 22:03:17 GMT');
  });

  it('rejects an unsigned body', async () => {
    const tampered = new Request(await createSignedRequest(), {
      method: 'POST',
      body: new TextEncoder().encode('x'),
    });
    const { body } = await readJson(await createTestSimulator()(tampered));
    expect(body['Code']).toBe('SignatureDoesNotMatch');
  });

  it('returns the key id in a signature error, as the vendor does, but never the secret', async () => {
    const { body } = await sendRequest({
      credentials: { ...DEMO_CREDENTIALS, accessKeySecret: 'other' },
    });
    expect(body['Message']).toContain(DEMO_CREDENTIALS.accessKeyId);
    expect(JSON.stringify(body)).not.toContain(DEMO_CREDENTIALS.accessKeySecret);
  });

  it.each([
    ['token-2', 200, undefined],
    ['token-1', 400, 'InvalidSecurityToken.Expired'],
    [undefined, 400, 'MissingSecurityToken'],
  ])('responds to the security token %j with %i', async (securityToken, status, code) => {
    const credentials = { ...DEMO_CREDENTIALS, securityToken: 'token-2' };
    const request = await createSignedRequest({
      credentials: { ...DEMO_CREDENTIALS, securityToken },
    });
    const response = await readJson(await createTestSimulator({ credentials })(request));
    expect([response.status, response.body['Code']]).toEqual([status, code]);
  });

  it('accepts only the current credentials when they change', async () => {
    let current = { ...DEMO_CREDENTIALS, securityToken: 'a' };
    const simulator = createTestSimulator({ credentials: () => current });
    const old = current;
    expect((await simulator(await createSignedRequest({ credentials: old }))).status).toBe(200);
    current = { ...DEMO_CREDENTIALS, securityToken: 'b' };
    expect((await simulator(await createSignedRequest({ credentials: old }))).status).toBe(400);
    expect((await simulator(await createSignedRequest({ credentials: current }))).status).toBe(200);
  });
});
