// Compares with the vendor's own signing code.
import openApiUtil from '@alicloud/openapi-util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACS3, EMPTY_BODY_SHA256, signRequest } from '../../src/signature/acs3.ts';
import type { Credentials } from '../../src/signature/acs3.ts';

const RUNS = 3_000;

// The vendor's code does not encode parameter names.
const names = fc.stringMatching(/^[A-Za-z][A-Za-z0-9._~-]{0,20}$/).filter((n) => n !== '__proto__');
const values = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...Array.from('!\'()*+ %&=/?#~-_.:;,"\\<>')), maxLength: 20 }),
  fc.string({ unit: 'binary-ascii', maxLength: 20 }),
);
const tokens = fc.stringMatching(/^[A-Za-z0-9+/=._-]{1,60}$/);
const credentialPairs: fc.Arbitrary<Credentials> = fc.record(
  {
    accessKeyId: tokens,
    accessKeySecret: fc.string({ unit: 'grapheme', minLength: 1 }),
    securityToken: tokens,
  },
  { requiredKeys: ['accessKeyId', 'accessKeySecret'] },
);
const calls = fc.record({
  method: fc.constantFrom('GET' as const, 'POST' as const),
  endpoint: fc.constantFrom(
    'https://live.aliyuncs.com',
    'https://live.ap-southeast-1.aliyuncs.com:8443',
    'http://127.0.0.1:8788',
    'http://[::1]:8788',
  ),
  params: fc.dictionary(names, values, { maxKeys: 8, noNullPrototype: true }),
  action: tokens,
  version: fc.constantFrom('2016-11-01', '2014-05-26'),
  credentials: credentialPairs,
  date: fc.integer({ min: 0, max: 4_102_444_800_000 }),
  nonce: tokens,
});

describe('signRequest', () => {
  it(`equals the vendor's code on ${RUNS} random requests`, async () => {
    await fc.assert(
      fc.asyncProperty(calls, async (call) => {
        const signed = await signRequest(call);
        const { authorization, ...headers } = signed.headers;
        const expected = openApiUtil.getAuthorization(
          Object.assign(Object.create(null), {
            method: call.method,
            pathname: '/',
            query: call.params,
            headers: { ...headers, host: new URL(call.endpoint).host },
          }),
          ACS3,
          EMPTY_BODY_SHA256,
          call.credentials.accessKeyId,
          call.credentials.accessKeySecret,
        );
        expect(authorization).toBe(expected);
      }),
      { numRuns: RUNS },
    );
  });
});
