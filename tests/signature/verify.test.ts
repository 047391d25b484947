import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_BODY_SHA256, signRequest } from '../../src/signature/acs3.ts';
import {
  computeExpectedSignature,
  parseAcsDate,
  parseAuthorization,
} from '../../src/signature/verify.ts';

const SIGNATURE = 'ab'.repeat(32);

describe('parseAuthorization', () => {
  it.each(['', ' '])('parses the three parts, separated by a comma and %j', (space) => {
    const header = `ACS3-HMAC-SHA256 Credential=id,${space}SignedHeaders=host;x-acs-date,${space}Signature=${SIGNATURE}`;
    expect(parseAuthorization(header)).toEqual({
      accessKeyId: 'id',
      signedHeaders: ['host', 'x-acs-date'],
      signature: SIGNATURE,
    });
  });
  it.each([
    '',
    'Bearer abc',
    `ACS3-HMAC-SM3 Credential=id,SignedHeaders=host,Signature=${SIGNATURE}`,
    `ACS3-HMAC-SHA256 Credential=,SignedHeaders=host,Signature=${SIGNATURE}`,
    `ACS3-HMAC-SHA256 Credential=id,SignedHeaders=,Signature=${SIGNATURE}`,
    `ACS3-HMAC-SHA256 Credential=id,SignedHeaders=Host,Signature=${SIGNATURE}`,
    'ACS3-HMAC-SHA256 Credential=id,SignedHeaders=host,Signature=abc',
    `ACS3-HMAC-SHA256 Credential=id,SignedHeaders=host,Signature=${SIGNATURE},More=1`,
  ])('rejects %j', (header) => {
    expect(parseAuthorization(header)).toBeUndefined();
  });
});

describe('parseAcsDate', () => {
  it('parses seconds in UTC', () => {
    expect(parseAcsDate('2023-10-26T10:22:32Z')).toBe(Date.UTC(2023, 9, 26, 10, 22, 32));
  });
  it.each([
    '2023-10-26T10:22:32.000Z',
    '2023-10-26T10:22:32',
    '2023-13-26T10:22:32Z',
    '2023-10-26',
    '1698315752000',
  ])('rejects %j', (text) => {
    expect(parseAcsDate(text)).toBeUndefined();
  });
});

describe('computeExpectedSignature', () => {
  it('agrees with signRequest on any parameters', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(
          fc.string({ unit: 'grapheme', minLength: 1 }),
          fc.string({ unit: 'grapheme' }),
          {
            noNullPrototype: true,
          },
        ),
        async (params) => {
          const signed = await signRequest({
            method: 'POST',
            endpoint: 'http://127.0.0.1:8788',
            params,
            action: 'Any',
            version: '2016-11-01',
            credentials: { accessKeyId: 'id', accessKeySecret: 's3cret' },
            date: 0,
            nonce: 'n',
          });
          const parsed = parseAuthorization(signed.headers.authorization ?? '');
          const { signature } = await computeExpectedSignature(
            {
              method: 'POST',
              url: new URL(signed.url),
              headers: new Headers(signed.headers),
              bodySha256: EMPTY_BODY_SHA256,
            },
            parsed?.signedHeaders ?? [],
            's3cret',
          );
          expect(parsed?.signature).toBe(signature);
        },
      ),
      { numRuns: 300 },
    );
  });
});
