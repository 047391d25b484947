// The vendor's own signing code, written independently of ours, must agree on every request.
import openApiUtil from '@alicloud/openapi-util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACS3, EMPTY_BODY_SHA256, signRequest } from '../../src/signature/acs3.ts';
import type { Credentials } from '../../src/signature/acs3.ts';

const RUNS = 3_000;

// The vendor's code does not encode parameter names, so names stay within the unreserved characters.
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9._~-]{0,20}$/).filter((n) => n !== '__proto__');
const value = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...Array.from('!\'()*+ %&=/?#~-_.:;,"\\<>')), maxLength: 20 }),
  fc.string({ unit: 'binary-ascii', maxLength: 20 }),
);
const token = fc.stringMatching(/^[A-Za-z0-9+/=._-]{1,60}$/);
const credentials: fc.Arbitrary<Credentials> = fc.record(
  {
    accessKeyId: token,
    accessKeySecret: fc.string({ unit: 'grapheme', minLength: 1 }),
    securityToken: token,
  },
  { requiredKeys: ['accessKeyId', 'accessKeySecret'] },
);
const call = fc.record({
  method: fc.constantFrom('GET' as const, 'POST' as const),
  endpoint: fc.constantFrom(
    'https://live.aliyuncs.com',
    'https://live.ap-southeast-1.aliyuncs.com:8443',
    'http://127.0.0.1:8788',
    'http://[::1]:8788',
  ),
  params: fc.dictionary(name, value, { maxKeys: 8, noNullPrototype: true }),
  action: token,
  version: fc.constantFrom('2016-11-01', '2014-05-26'),
  credentials,
  date: fc.integer({ min: 0, max: 4_102_444_800_000 }),
  nonce: token,
});

describe('signRequest', () => {
  it(`equals the vendor's code on ${RUNS} random requests`, async () => {
    await fc.assert(
      fc.asyncProperty(call, async (random) => {
        const signed = await signRequest(random);
        const { authorization, ...headers } = signed.headers;
        const theirs = openApiUtil.getAuthorization(
          // Their request class only adds transport; the fields below are all that is read.
          Object.assign(Object.create(null), {
            method: random.method,
            pathname: '/',
            query: random.params,
            headers: { ...headers, host: new URL(random.endpoint).host },
          }),
          ACS3,
          EMPTY_BODY_SHA256,
          random.credentials.accessKeyId,
          random.credentials.accessKeySecret,
        );
        expect(authorization).toBe(theirs);
      }),
      { numRuns: RUNS },
    );
  });
});
