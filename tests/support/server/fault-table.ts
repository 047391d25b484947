// Upstream responses other than data, for tests that cover all of them.
import type { ProblemCode } from '../../../src/contract/wire/problem.ts';
import { MAX_ATTEMPTS } from '../../../src/server/upstream/retry-policy.ts';
import { HOUR } from '../../../src/contract/domain/time.ts';
import { NOW, respondWithError } from './test-doubles.ts';

type Respond = (url: URL, call: number) => Response | Promise<Response>;

const html = (status: number) =>
  new Response('<html>Blocked</html>', { status, headers: { 'content-type': 'text/html' } });
const truncated = () =>
  new Response(
    new ReadableStream({
      start(stream) {
        stream.enqueue(new TextEncoder().encode('{"Nodes":[{"Timest'));
        stream.error(new TypeError('terminated'));
      },
    }),
  );
const endless = () =>
  new Response(
    new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(65_536).fill(32)) }),
  );

/** Name, response, resulting Problem code, number of attempts, and `upstreamCode`. */
export const FAULTS: [string, Respond, ProblemCode, number, string?][] = [
  [
    'Meter.ParamError',
    () => respondWithError(400, 'Meter.ParamError'),
    'upstream_refused',
    1,
    'Meter.ParamError',
  ],
  [
    'Meter.AuthError',
    () => respondWithError(403, 'Meter.AuthError'),
    'no_permission',
    1,
    'Meter.AuthError',
  ],
  [
    'Meter.ServerInternalError',
    () => respondWithError(500, 'Meter.ServerInternalError'),
    'upstream_error',
    MAX_ATTEMPTS,
    'Meter.ServerInternalError',
  ],
  [
    'Meter.DataSourceQueryError',
    () => respondWithError(500, 'Meter.DataSourceQueryError'),
    'upstream_error',
    MAX_ATTEMPTS,
    'Meter.DataSourceQueryError',
  ],
  [
    'Meter.ReadyTsError',
    () => respondWithError(502, 'Meter.ReadyTsError'),
    'upstream_error',
    MAX_ATTEMPTS,
    'Meter.ReadyTsError',
  ],
  [
    'Throttling',
    () => respondWithError(400, 'Throttling'),
    'throttled',
    MAX_ATTEMPTS,
    'Throttling',
  ],
  [
    'Throttling.User',
    () => respondWithError(429, 'Throttling.User'),
    'throttled',
    MAX_ATTEMPTS,
    'Throttling.User',
  ],
  [
    'Throttling.Api',
    () => respondWithError(400, 'Throttling.Api'),
    'throttled',
    MAX_ATTEMPTS,
    'Throttling.Api',
  ],
  [
    'an undocumented throttling code',
    () => respondWithError(400, 'Throttling.Resource'),
    'throttled',
    MAX_ATTEMPTS,
  ],
  [
    'SignatureDoesNotMatch',
    () => respondWithError(400, 'SignatureDoesNotMatch'),
    'signature_mismatch',
    1,
    'SignatureDoesNotMatch',
  ],
  [
    'InvalidAccessKeyId.NotFound',
    () => respondWithError(404, 'InvalidAccessKeyId.NotFound'),
    'key_invalid',
    1,
    'InvalidAccessKeyId.NotFound',
  ],
  [
    'InvalidAccessKeyId.Inactive',
    () => respondWithError(400, 'InvalidAccessKeyId.Inactive'),
    'key_invalid',
    1,
    'InvalidAccessKeyId.Inactive',
  ],
  [
    'InvalidSecurityToken.Expired',
    () => respondWithError(400, 'InvalidSecurityToken.Expired'),
    'token_expired',
    1,
    'InvalidSecurityToken.Expired',
  ],
  [
    'InvalidTimeStamp.Expired without a Date',
    () => respondWithError(400, 'InvalidTimeStamp.Expired'),
    'clock_skew',
    1,
    'InvalidTimeStamp.Expired',
  ],
  [
    'InvalidTimeStamp.Expired with a different Date',
    () =>
      respondWithError(400, 'InvalidTimeStamp.Expired', {
        date: new Date(NOW + HOUR).toUTCString(),
      }),
    'clock_skew',
    2,
    'InvalidTimeStamp.Expired',
  ],
  [
    'InvalidTimeStamp.Expired with the same Date',
    () => respondWithError(400, 'InvalidTimeStamp.Expired', { date: new Date(NOW).toUTCString() }),
    'clock_skew',
    1,
    'InvalidTimeStamp.Expired',
  ],
  [
    'SignatureNonceUsed',
    () => respondWithError(400, 'SignatureNonceUsed'),
    'upstream_error',
    2,
    'SignatureNonceUsed',
  ],
  ['NoPermission', () => respondWithError(403, 'NoPermission'), 'no_permission', 1, 'NoPermission'],
  [
    'Forbidden.RAM',
    () => respondWithError(403, 'Forbidden.RAM'),
    'no_permission',
    1,
    'Forbidden.RAM',
  ],
  [
    'MissingAppId',
    () => respondWithError(400, 'MissingAppId'),
    'upstream_refused',
    1,
    'MissingAppId',
  ],
  [
    'InvalidParameter',
    () => respondWithError(400, 'InvalidParameter'),
    'upstream_refused',
    1,
    'InvalidParameter',
  ],
  [
    'an undocumented parameter error',
    () => respondWithError(400, 'InvalidSomething'),
    'upstream_refused',
    1,
  ],
  [
    'ServiceUnavailable',
    () => respondWithError(503, 'ServiceUnavailable'),
    'upstream_error',
    MAX_ATTEMPTS,
    'ServiceUnavailable',
  ],
  [
    'InternalError',
    () => respondWithError(500, 'InternalError'),
    'upstream_error',
    MAX_ATTEMPTS,
    'InternalError',
  ],
  [
    'a code that contradicts its status',
    () => respondWithError(500, 'NoPermission'),
    'no_permission',
    1,
    'NoPermission',
  ],
  [
    'a code in a 200',
    () => respondWithError(200, 'Throttling.User'),
    'throttled',
    MAX_ATTEMPTS,
    'Throttling.User',
  ],
  [
    'an unknown code in a 200',
    () => respondWithError(200, 'Meter.NewError'),
    'upstream_unreadable',
    1,
  ],
  ['an unknown code in a 403', () => respondWithError(403, 'Whatever'), 'no_permission', 1],
  ['an unknown code in a 400', () => respondWithError(400, 'Whatever'), 'upstream_refused', 1],
  [
    'lower-case field names',
    () => Response.json({ code: 'NoPermission' }, { status: 403 }),
    'no_permission',
    1,
    'NoPermission',
  ],
  [
    'XML',
    () =>
      new Response('<?xml version="1.0"?><Error><Code>SignatureDoesNotMatch</Code></Error>', {
        status: 403,
      }),
    'signature_mismatch',
    1,
    'SignatureDoesNotMatch',
  ],
  ['a bare 408', () => new Response(null, { status: 408 }), 'upstream_timeout', MAX_ATTEMPTS],
  ['a bare 429', () => new Response('slow down', { status: 429 }), 'throttled', MAX_ATTEMPTS],
  ['a bare 502', () => html(502), 'upstream_error', MAX_ATTEMPTS],
  ['a blocking gateway', () => html(403), 'upstream_unreadable', 1],
  ['HTML instead of data', () => html(200), 'upstream_unreadable', MAX_ATTEMPTS],
  [
    'half of a response',
    () => new Response('{"Nodes":[{"Timestamp":"15'),
    'upstream_unreadable',
    MAX_ATTEMPTS,
  ],
  ['an empty body', () => new Response(''), 'upstream_unreadable', MAX_ATTEMPTS],
  ['unrelated JSON', () => Response.json({ status: 'ok' }), 'upstream_unreadable', MAX_ATTEMPTS],
  ['an array', () => Response.json([1, 2]), 'upstream_unreadable', MAX_ATTEMPTS],
  [
    'wrong types',
    () => Response.json({ RequestId: 'A01C98C5', Nodes: [{ Timestamp: {} }] }),
    'upstream_unreadable',
    MAX_ATTEMPTS,
  ],
  [
    'a deeply nested array',
    () => new Response('['.repeat(100_000)),
    'upstream_unreadable',
    MAX_ATTEMPTS,
  ],
  ['an interrupted connection', truncated, 'upstream_unreachable', MAX_ATTEMPTS],
  ['an endless body', endless, 'upstream_unreadable', 1],
  [
    'a refused connection',
    () => Promise.reject(new TypeError('fetch failed')),
    'upstream_unreachable',
    MAX_ATTEMPTS,
  ],
  [
    'a redirect',
    () => new Response(null, { status: 302, headers: { location: 'https://evil.example/' } }),
    'upstream_unreadable',
    1,
  ],
];
