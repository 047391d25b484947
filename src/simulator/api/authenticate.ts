import type { EpochMs } from '../../contract/domain/time.ts';
import { SIGNATURE_LIFETIME } from '../../contract/wire/upstream.ts';
import { isSignedHeader } from '../../signature/acs3.ts';
import type { Credentials } from '../../signature/acs3.ts';
import {
  computeExpectedSignature,
  parseAcsDate,
  parseAuthorization,
} from '../../signature/verify.ts';
import type { Authorization } from '../../signature/verify.ts';
import { ApiError, createApiError } from './errors.ts';
import type { NonceStore } from './nonces.ts';
import { createMissingHeaderError } from './receive.ts';
import type { IncomingRequest } from './receive.ts';

/** Throws ApiError unless signature, date and nonce are valid. */
export async function authenticate(
  request: IncomingRequest,
  credentials: Credentials,
  nonces: NonceStore,
  now: EpochMs,
): Promise<void> {
  const { headers } = request;
  const authorization = parseAuthorizationHeader(headers);
  if (authorization.accessKeyId !== credentials.accessKeyId) {
    throw createApiError('InvalidAccessKeyId.NotFound');
  }
  checkToken(headers.get('x-acs-security-token'), credentials.securityToken);
  checkDate(headers.get('x-acs-date'), now);
  const nonce = headers.get('x-acs-signature-nonce');
  if (!nonce) throw createMissingHeaderError('MissingSignatureNonce', 'x-acs-signature-nonce');
  checkSignedHeaders(headers, authorization.signedHeaders);
  await checkSignature(request, authorization, credentials.accessKeySecret);
  if (!nonces.use(nonce, now)) throw createApiError('SignatureNonceUsed');
}

function parseAuthorizationHeader(headers: Headers): Authorization {
  const value = headers.get('authorization');
  if (value === null) throw createMissingHeaderError('MissingAuthorization', 'Authorization');
  const authorization = parseAuthorization(value);
  if (!authorization) throw createIncompleteError('The Authorization header is malformed.');
  return authorization;
}

function checkToken(token: string | null, expected: string | undefined): void {
  if (expected === undefined && token === null) return;
  if (token === null)
    throw createMissingHeaderError('MissingSecurityToken', 'x-acs-security-token');
  if (expected === undefined) {
    throw new ApiError({
      code: 'InvalidSecurityToken.MismatchWithAccessKey',
      status: 400,
      message: 'Specified SecurityToken mismatch with the AccessKey.',
    });
  }
  if (token !== expected) throw createApiError('InvalidSecurityToken.Expired');
}

function checkDate(value: string | null, now: EpochMs): void {
  if (value === null) throw createMissingHeaderError('MissingTimestamp', 'x-acs-date');
  const date = parseAcsDate(value);
  if (date === undefined) {
    throw new ApiError({
      code: 'InvalidTimeStamp.Format',
      status: 400,
      message: 'Specified time stamp or date value is not well formatted.',
    });
  }
  if (Math.abs(now - date) > SIGNATURE_LIFETIME) throw createApiError('InvalidTimeStamp.Expired');
}

function checkSignedHeaders(headers: Headers, signedHeaders: readonly string[]): void {
  const required = ['host', ...headers.keys()].filter((name) => isSignedHeader(name));
  const unsigned = required.find((name) => !signedHeaders.includes(name));
  if (unsigned !== undefined) throw createIncompleteError(`The header ${unsigned} is not signed.`);
  const isSorted = signedHeaders.every((name, i) => i === 0 || (signedHeaders[i - 1] ?? '') < name);
  if (!isSorted) throw createIncompleteError('SignedHeaders are not sorted.');
}

async function checkSignature(
  request: IncomingRequest,
  authorization: Authorization,
  accessKeySecret: string,
): Promise<void> {
  const bodyHash = request.headers.get('x-acs-content-sha256');
  if (bodyHash === null)
    throw createMissingHeaderError('MissingContentSha256', 'x-acs-content-sha256');
  const expected = await computeExpectedSignature(
    request,
    authorization.signedHeaders,
    accessKeySecret,
  );
  if (bodyHash === request.bodySha256 && authorization.signature === expected.signature) return;
  // The vendor's message contains these, too.
  throw createApiError('SignatureDoesNotMatch', {
    message: `Specified signature is not matched with our calculation. Server key id is ${authorization.accessKeyId}; server string to sign is: ${expected.stringToSign}; server canonical request is: ${expected.canonicalRequest}`,
  });
}

function createIncompleteError(reason: string): ApiError {
  return new ApiError({
    code: 'IncompleteSignature',
    status: 400,
    message: `The request signature does not conform to Aliyun standards. ${reason}`,
  });
}
