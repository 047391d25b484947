import { describe, expect, it } from 'vitest';
import {
  ACS3,
  EMPTY_BODY_SHA256,
  formatAuthorization,
  toCanonicalHeaders,
  toCanonicalQuery,
  toCanonicalRequest,
  encodeComponent,
  formatAcsDate,
  sha256Hex,
  sign,
  signRequest,
  toStringToSign,
} from '../../src/signature/acs3.ts';

// The vendor's published example.
const VECTOR = {
  accessKeyId: 'YourAccessKeyId',
  accessKeySecret: 'YourAccessKeySecret',
  params: {
    RegionId: 'cn-shanghai',
    ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd',
  },
  nonce: '3156853299f313e23d1673dc12e1703d',
  date: Date.UTC(2023, 9, 26, 10, 22, 32),
  query: 'ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai',
  lines: [
    'host:ecs.cn-shanghai.aliyuncs.com',
    'x-acs-action:RunInstances',
    `x-acs-content-sha256:${EMPTY_BODY_SHA256}`,
    'x-acs-date:2023-10-26T10:22:32Z',
    'x-acs-signature-nonce:3156853299f313e23d1673dc12e1703d',
    'x-acs-version:2014-05-26',
    '',
  ].join('\n'),
  signedHeaders:
    'host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version',
  canonicalHash: '7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259',
  signature: '06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
};
const VECTOR_CANONICAL = `POST\n/\n${VECTOR.query}\n${VECTOR.lines}\n${VECTOR.signedHeaders}\n${EMPTY_BODY_SHA256}`;

describe('the published example, by stage', () => {
  it('hashes the empty body', async () => {
    expect(await sha256Hex('')).toBe(EMPTY_BODY_SHA256);
  });
  it('builds the canonical query', () => {
    expect(toCanonicalQuery(VECTOR.params)).toBe(VECTOR.query);
  });
  it('formats the date', () => {
    expect(formatAcsDate(VECTOR.date + 999)).toBe('2023-10-26T10:22:32Z');
  });
  it('builds the canonical headers', () => {
    const headers: [string, string][] = [
      ['X-Acs-Version', '2014-05-26'],
      ['Accept', 'application/json'],
      ['x-acs-signature-nonce', VECTOR.nonce],
      ['HOST', 'ecs.cn-shanghai.aliyuncs.com'],
      ['x-acs-date', '2023-10-26T10:22:32Z'],
      ['x-acs-content-sha256', EMPTY_BODY_SHA256],
      ['x-acs-action', 'RunInstances'],
    ];
    expect(toCanonicalHeaders(headers)).toEqual({
      lines: VECTOR.lines,
      signedHeaders: VECTOR.signedHeaders,
    });
  });
  it('builds the canonical request', () => {
    const canonical = toCanonicalRequest({
      method: 'POST',
      query: VECTOR.query,
      headerLines: VECTOR.lines,
      signedHeaders: VECTOR.signedHeaders,
      bodySha256: EMPTY_BODY_SHA256,
    });
    expect(canonical).toBe(VECTOR_CANONICAL);
  });
  it('builds the string to sign', async () => {
    expect(await toStringToSign(VECTOR_CANONICAL)).toBe(`${ACS3}\n${VECTOR.canonicalHash}`);
  });
  it('signs the string', async () => {
    const toSign = `${ACS3}\n${VECTOR.canonicalHash}`;
    expect(await sign(VECTOR.accessKeySecret, toSign)).toBe(VECTOR.signature);
  });
  it('writes the Authorization header', () => {
    expect(formatAuthorization(VECTOR.accessKeyId, VECTOR.signedHeaders, VECTOR.signature)).toBe(
      `ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=${VECTOR.signedHeaders},Signature=${VECTOR.signature}`,
    );
  });
  it('signs the whole request', async () => {
    const signed = await signRequest({
      method: 'POST',
      endpoint: 'https://ecs.cn-shanghai.aliyuncs.com',
      params: VECTOR.params,
      action: 'RunInstances',
      version: '2014-05-26',
      credentials: { accessKeyId: VECTOR.accessKeyId, accessKeySecret: VECTOR.accessKeySecret },
      date: VECTOR.date,
      nonce: VECTOR.nonce,
    });
    expect(signed.url).toBe(`https://ecs.cn-shanghai.aliyuncs.com/?${VECTOR.query}`);
    expect(signed.headers.authorization).toContain(`Signature=${VECTOR.signature}`);
    expect(signed.headers).not.toHaveProperty('host');
    expect(signed.headers).not.toHaveProperty('content-type');
  });
});

describe('encodeComponent', () => {
  it.each([
    ['AZaz09-_.~', 'AZaz09-_.~'],
    ["!'()*", '%21%27%28%29%2A'],
    [' +/%&=?#', '%20%2B%2F%25%26%3D%3F%23'],
    ['首帧', '%E9%A6%96%E5%B8%A7'],
    ['🎥', '%F0%9F%8E%A5'],
    ['', ''],
  ])('encodes %j as %j', (text, encoded) => {
    expect(encodeComponent(text)).toBe(encoded);
  });
  it('throws on a lone surrogate', () => {
    expect(() => encodeComponent('\uD800')).toThrow(URIError);
  });
});

describe('toCanonicalQuery', () => {
  it('sorts by code unit, capitals first', () => {
    expect(toCanonicalQuery({ b: '1', a: '2', B: '3', a1: '4' })).toBe('B=3&a=2&a1=4&b=1');
  });
  it('keeps empty values', () => {
    expect(toCanonicalQuery({ a: '' })).toBe('a=');
  });
  it('returns an empty string without parameters', () => {
    expect(toCanonicalQuery({})).toBe('');
  });
});

describe('toCanonicalHeaders', () => {
  it('trims values and keeps inner whitespace', () => {
    expect(toCanonicalHeaders([['x-acs-a', ' \t b  c ']]).lines).toBe('x-acs-a:b  c\n');
  });
  it('trims, sorts and joins the values of a repeated header', () => {
    const repeated: [string, string][] = [
      ['x-acs-a', ' z '],
      ['X-ACS-A', 'b'],
    ];
    expect(toCanonicalHeaders(repeated)).toEqual({
      lines: 'x-acs-a:b,z\n',
      signedHeaders: 'x-acs-a',
    });
  });
  it('signs only host, content-type and x-acs-*', () => {
    const names = [
      'accept',
      'host',
      'content-type',
      'x-acs-date',
      'date',
      'x-acsdate',
      'user-agent',
    ];
    expect(toCanonicalHeaders(names.map((name) => [name, 'v'])).signedHeaders).toBe(
      'content-type;host;x-acs-date',
    );
  });
});

describe('signRequest', () => {
  const call = {
    method: 'POST',
    endpoint: 'http://127.0.0.1:8788',
    params: { A: 'b c' },
    action: 'DescribeLiveInteractionMetricData',
    version: '2016-11-01',
    date: VECTOR.date,
    nonce: 'n-1',
    credentials: { accessKeyId: 'id', accessKeySecret: 'secret' },
  } as const;

  it('sends and signs the STS token', async () => {
    const signed = await signRequest({
      ...call,
      credentials: { ...call.credentials, securityToken: 'token+/=' },
    });
    expect(signed.headers['x-acs-security-token']).toBe('token+/=');
    expect(signed.headers.authorization).toContain(';x-acs-security-token;x-acs-signature-nonce;');
  });
  it.each([undefined, ''])('sends no token header for the token %j', async (securityToken) => {
    const signed = await signRequest({
      ...call,
      credentials: { ...call.credentials, securityToken },
    });
    expect(signed.headers).not.toHaveProperty('x-acs-security-token');
  });
  it('signs the host with its port', async () => {
    const other = await signRequest({ ...call, endpoint: 'http://127.0.0.1:8789' });
    const same = await signRequest({ ...call, endpoint: 'http://127.0.0.1:8788/any/path?q' });
    const signed = await signRequest(call);
    expect(signed.url).toBe('http://127.0.0.1:8788/?A=b%20c');
    expect(same).toEqual(signed);
    expect(other.headers.authorization).not.toBe(signed.headers.authorization);
  });
  it('does not contain the secret', async () => {
    const secret = 'canary-7f3a';
    const signed = await signRequest({
      ...call,
      credentials: { accessKeyId: 'id', accessKeySecret: secret },
    });
    expect(JSON.stringify(signed)).not.toContain(secret);
  });
});
