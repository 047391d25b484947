import { describe, expect, it } from 'vitest';
import { DAY, MINUTE, STEP } from '../../src/contract/domain/time.ts';
import { authorization, isSigned, sha256Hex } from '../../src/signature/acs3.ts';
import { expectedSignature } from '../../src/signature/verify.ts';
import { DEMO_CREDENTIALS } from '../../src/simulator/simulator.ts';
import {
  CLASSROOM,
  NOW,
  readNodes,
  readTimestamps,
  buildParams,
  readJson,
  createSignedRequest,
  createTestSimulator,
} from '../support/simulator.ts';

type Changes = Parameters<typeof createSignedRequest>[0];

async function ask(changes?: Changes, change: (request: Request) => Request = (r) => r) {
  return readJson(await createTestSimulator()(change(await createSignedRequest(changes))));
}

function withHeaders(set: Record<string, string | null>): (request: Request) => Request {
  return (request) => {
    const headers = new Headers(request.headers);
    for (const [name, value] of Object.entries(set)) {
      if (value === null) headers.delete(name);
      else headers.set(name, value);
    }
    return new Request(request, { headers });
  };
}

function withParams(changes: Record<string, string | undefined>): Changes {
  return { params: buildParams(changes) };
}

function later(minutes: number): Changes {
  return { date: NOW + minutes * MINUTE };
}

describe('a well-made call', () => {
  it.each(['POST', 'GET'] as const)('gets data by %s', async (method) => {
    const { status, body } = await ask({ method });
    expect(status).toBe(200);
    expect(body).toMatchObject({ RequestId: expect.any(String), SummaryData: expect.any(String) });
  });
  it('answers in the vendor’s shape', async () => {
    const { headers, body } = await ask();
    expect(headers.get('content-type')).toBe('application/json;charset=utf-8');
    expect(headers.get('date')).toBe('Sun, 22 Nov 2026 22:03:17 GMT');
    expect(body['RequestId']).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
    expect(body['SummaryData']).toMatch(/^\d+$/);
    const nodes = readNodes(body);
    expect(nodes.length).toBeGreaterThan(250);
    for (const node of nodes) {
      expect(node).toEqual({
        Timestamp: expect.stringMatching(/^\d{13}$/),
        Value: expect.stringMatching(/^\d+\.\d{6}$/),
      });
    }
  });
  it('gives buckets from BeginTs to EndTs, both included', async () => {
    const begin = NOW - DAY - (NOW % STEP);
    const { body } = await ask(
      withParams({ BeginTs: String(begin), EndTs: String(begin + 2 * STEP) }),
    );
    expect(readTimestamps(body)).toEqual([begin, begin + STEP, begin + 2 * STEP]);
  });
  it.each([
    ['both filters at once', { Os: 'Android', TerminalType: 'web' }],
    ['a channel', { ChannelId: '数学 101!*' }],
    ['parameters it does not know', { Format: 'JSON', RegionId: 'cn-shanghai' }],
    [
      'the last 30 days, to the millisecond',
      { BeginTs: String(NOW - 30 * DAY), EndTs: String(NOW - 29 * DAY) },
    ],
    ['an EndTs in the future', { EndTs: String(Date.UTC(2026, 10, 23) - 1) }],
  ])('takes %s', async (_, changes) => {
    expect((await ask(withParams(changes))).status).toBe(200);
  });
  it.each([-15, 15])('takes a date %i minutes off', async (minutes) => {
    const date = Math.floor(NOW / 1_000) * 1_000 + minutes * MINUTE + (minutes < 0 ? 1_000 : 0);
    expect((await ask({ date })).status).toBe(200);
  });
});

describe('parameters', () => {
  it.each([
    ['no MetricType', { MetricType: undefined }, 'MissingMetricType', 'MetricType'],
    ['an empty MetricType', { MetricType: '' }, 'MissingMetricType', 'MetricType'],
    ['no BeginTs', { BeginTs: undefined }, 'MissingBeginTs', 'BeginTs'],
    ['no EndTs', { EndTs: undefined }, 'MissingEndTs', 'EndTs'],
    ['no AppId', { AppId: undefined }, 'MissingAppId', 'AppId'],
    ['an unknown metric', { MetricType: 'firstFrameCost' }, 'Meter.ParamError', 'MetricType'],
    ['an unknown Os', { Os: 'ios' }, 'Meter.ParamError', 'Os'],
    ['an empty Os', { Os: '' }, 'Meter.ParamError', 'Os'],
    ['an unknown terminal', { TerminalType: 'tv' }, 'Meter.ParamError', 'TerminalType'],
    ['an empty channel', { ChannelId: '' }, 'Meter.ParamError', 'ChannelId'],
    ['an app of another account', { AppId: 'other' }, 'Meter.ParamError', 'AppId'],
    ['an app id in capitals', { AppId: CLASSROOM.toUpperCase() }, 'Meter.ParamError', 'AppId'],
    ['a fraction of a millisecond', { BeginTs: '1.5' }, 'InvalidParameter', 'BeginTs'],
    ['a time in ISO', { BeginTs: '2026-11-22T00:00:00Z' }, 'InvalidParameter', 'BeginTs'],
    ['a negative time', { EndTs: '-1' }, 'InvalidParameter', 'EndTs'],
    [
      'seconds',
      { BeginTs: String(NOW / 1_000 - 60), EndTs: String(NOW / 1_000) },
      'Meter.ParamError',
      'BeginTs',
    ],
    ['an empty range', { EndTs: String(Date.UTC(2026, 10, 22)) }, 'Meter.ParamError', 'EndTs'],
    [
      'more than 24 hours',
      { BeginTs: String(NOW - DAY - 1), EndTs: String(NOW) },
      'Meter.ParamError',
      '24 hours',
    ],
    [
      'more than 30 days ago',
      { BeginTs: String(NOW - 30 * DAY - 1), EndTs: String(NOW - 29 * DAY - 1) },
      'Meter.ParamError',
      'BeginTs',
    ],
  ])('refuses %s', async (_, changes, code, named) => {
    const { status, body } = await ask(withParams(changes));
    expect(status).toBe(400);
    expect(body).toMatchObject({ Code: code, Message: expect.stringContaining(named) });
    expect(body).toMatchObject({
      RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
      HostId: 'live.aliyuncs.com',
      Recommend: expect.stringContaining(code),
    });
  });
  it.each([
    ['last', 'SignatureDoesNotMatch'],
    ['first', 'InvalidParameter'],
  ])('refuses a repeated parameter, smuggled in %s', async (place, code) => {
    const request = await createSignedRequest();
    const url =
      place === 'last' ? `${request.url}&AppId=other` : request.url.replace('?', '?AppId=other&');
    expect(
      (await readJson(await createTestSimulator()(new Request(url, request)))).body['Code'],
    ).toBe(code);
  });
});

describe('the envelope', () => {
  it.each<[string, number, string, Changes, ((request: Request) => Request)?]>([
    ['no Authorization', 400, 'MissingAuthorization', {}, withHeaders({ authorization: null })],
    [
      'another scheme',
      400,
      'IncompleteSignature',
      {},
      withHeaders({ authorization: 'Bearer abc' }),
    ],
    ['no action', 400, 'MissingAction', {}, withHeaders({ 'x-acs-action': null })],
    ['another action', 404, 'InvalidAction.NotFound', { action: 'DeleteLiveDomain' }],
    ['no version', 400, 'MissingVersion', {}, withHeaders({ 'x-acs-version': null })],
    ['another version', 400, 'InvalidVersion', { version: '2014-05-26' }],
    ['no date', 400, 'MissingTimestamp', {}, withHeaders({ 'x-acs-date': null })],
    [
      'a date with milliseconds',
      400,
      'InvalidTimeStamp.Format',
      {},
      withHeaders({ 'x-acs-date': '2026-11-22T22:03:17.000Z' }),
    ],
    ['a date too old', 400, 'InvalidTimeStamp.Expired', later(-15.1)],
    ['a date too new', 400, 'InvalidTimeStamp.Expired', later(15.1)],
    ['no nonce', 400, 'MissingSignatureNonce', {}, withHeaders({ 'x-acs-signature-nonce': null })],
    [
      'no body hash',
      400,
      'MissingContentSha256',
      {},
      withHeaders({ 'x-acs-content-sha256': null }),
    ],
    [
      'an unknown key',
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
      'a token that belongs to nobody',
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
    [
      'another path',
      404,
      'InvalidAction.NotFound',
      {},
      (request) => new Request(request.url.replace('/?', '/v2?'), request),
    ],
    [
      'a method RPC does not know',
      405,
      'UnsupportedHTTPMethod',
      {},
      (request) => new Request(request, { method: 'PUT' }),
    ],
  ])('refuses %s', async (_, status, code, changes, change) => {
    const answer = await ask(changes, change);
    expect([answer.status, answer.body['Code']]).toEqual([status, code]);
    expect(answer.headers.get('date')).toBe('Sun, 22 Nov 2026 22:03:17 GMT');
  });

  it('refuses a body that was not signed', async () => {
    const tampered = new Request(await createSignedRequest(), {
      method: 'POST',
      body: new TextEncoder().encode('x'),
    });
    expect((await readJson(await createTestSimulator()(tampered))).body['Code']).toBe(
      'SignatureDoesNotMatch',
    );
  });
  it('refuses a body even when it was signed', async () => {
    const body = new TextEncoder().encode('x');
    const { url, headers } = withHeaders({ 'x-acs-content-sha256': await sha256Hex(body) })(
      await createSignedRequest(),
    );
    const signedHeaders = [...headers.keys(), 'host'].filter(isSigned).sort();
    const { signature } = await expectedSignature(
      { method: 'POST', url: new URL(url), headers, bodySha256: await sha256Hex(body) },
      signedHeaders,
      DEMO_CREDENTIALS.accessKeySecret,
    );
    headers.set(
      'authorization',
      authorization(DEMO_CREDENTIALS.accessKeyId, signedHeaders.join(';'), signature),
    );
    const answer = await readJson(
      await createTestSimulator()(new Request(url, { method: 'POST', headers, body })),
    );
    expect(answer.body).toMatchObject({
      Code: 'InvalidParameter',
      Message: expect.stringContaining('body'),
    });
  });
  it('refuses a body that is too large to read', async () => {
    const huge = new Request(await createSignedRequest(), {
      method: 'POST',
      body: new Uint8Array(70_000),
    });
    expect((await createTestSimulator()(huge)).status).toBe(413);
  });
  it('echoes the key id in a signature error, as the vendor does, and never the secret', async () => {
    const { body } = await ask({ credentials: { ...DEMO_CREDENTIALS, accessKeySecret: 'other' } });
    expect(body['Message']).toContain(DEMO_CREDENTIALS.accessKeyId);
    expect(JSON.stringify(body)).not.toContain(DEMO_CREDENTIALS.accessKeySecret);
  });
});

describe('temporary keys', () => {
  const account = { ...DEMO_CREDENTIALS, securityToken: 'token-2' };
  it.each([
    ['token-2', 200, undefined],
    ['token-1', 400, 'InvalidSecurityToken.Expired'],
    [undefined, 400, 'MissingSecurityToken'],
  ])('the token %j gets %i', async (securityToken, status, code) => {
    const request = await createSignedRequest({
      credentials: { ...DEMO_CREDENTIALS, securityToken },
    });
    const answer = await readJson(await createTestSimulator({ credentials: account })(request));
    expect([answer.status, answer.body['Code']]).toEqual([status, code]);
  });
  it('follows an account whose key changes', async () => {
    let current = { ...DEMO_CREDENTIALS, securityToken: 'a' };
    const simulator = createTestSimulator({ credentials: () => current });
    const old = current;
    expect((await simulator(await createSignedRequest({ credentials: old }))).status).toBe(200);
    current = { ...DEMO_CREDENTIALS, securityToken: 'b' };
    expect((await simulator(await createSignedRequest({ credentials: old }))).status).toBe(400);
    expect((await simulator(await createSignedRequest({ credentials: current }))).status).toBe(200);
  });
});

describe('nonces', () => {
  it('are good for one call', async () => {
    const simulator = createTestSimulator();
    const request = await createSignedRequest();
    expect((await simulator(request.clone())).status).toBe(200);
    const again = await readJson(await simulator(request));
    expect(again.body['Code']).toBe('SignatureNonceUsed');
  });
  it('are not used up by a forged call', async () => {
    const simulator = createTestSimulator();
    const forged = await createSignedRequest({
      nonce: 'n',
      credentials: { ...DEMO_CREDENTIALS, accessKeySecret: 'x' },
    });
    expect((await simulator(forged)).status).toBe(400);
    expect((await simulator(await createSignedRequest({ nonce: 'n' }))).status).toBe(200);
  });
  it('are remembered as long as their date is good', async () => {
    let now = NOW;
    const simulator = createTestSimulator({ now: () => now });
    const request = await createSignedRequest({ date: NOW + 14 * MINUTE });
    expect((await simulator(request.clone())).status).toBe(200);
    now += 28 * MINUTE;
    expect((await readJson(await simulator(request.clone()))).body['Code']).toBe(
      'SignatureNonceUsed',
    );
    now += 2 * MINUTE;
    expect((await readJson(await simulator(request))).body['Code']).toBe(
      'InvalidTimeStamp.Expired',
    );
  });
});
