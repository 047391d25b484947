import { describe, expect, it } from 'vitest';
import type { ProblemCode } from '../../src/contract/problem.ts';
import { MAX_TRIES } from '../../src/proxy/retry.ts';
import { TRY_TIMEOUT } from '../../src/proxy/upstream.ts';
import { sleepOnTimers } from '../../src/proxy/wait.ts';
import type { Sleep } from '../../src/proxy/wait.ts';
import {
  NOW,
  answerOf,
  ask,
  createStubUpstream,
  errorOf,
  hoursOf,
  proxyOf,
  windowOf,
} from './doubles.ts';

type Respond = (url: URL, call: number) => Response | Promise<Response>;

const html = (status: number) =>
  new Response('<html>Blocked</html>', { status, headers: { 'content-type': 'text/html' } });
const cut = () =>
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

/** What is answered every time, the problem it becomes, and how many tries that takes. */
const FAULTS: [string, Respond, ProblemCode, number, string?][] = [
  [
    'Meter.ParamError',
    () => errorOf(400, 'Meter.ParamError'),
    'upstream_refused',
    1,
    'Meter.ParamError',
  ],
  ['Meter.AuthError', () => errorOf(403, 'Meter.AuthError'), 'no_permission', 1, 'Meter.AuthError'],
  [
    'Meter.ServerInternalError',
    () => errorOf(500, 'Meter.ServerInternalError'),
    'upstream_error',
    MAX_TRIES,
    'Meter.ServerInternalError',
  ],
  [
    'Meter.DataSourceQueryError',
    () => errorOf(500, 'Meter.DataSourceQueryError'),
    'upstream_error',
    MAX_TRIES,
    'Meter.DataSourceQueryError',
  ],
  [
    'Meter.ReadyTsError',
    () => errorOf(502, 'Meter.ReadyTsError'),
    'upstream_error',
    MAX_TRIES,
    'Meter.ReadyTsError',
  ],
  ['Throttling', () => errorOf(400, 'Throttling'), 'throttled', MAX_TRIES, 'Throttling'],
  [
    'Throttling.User',
    () => errorOf(429, 'Throttling.User'),
    'throttled',
    MAX_TRIES,
    'Throttling.User',
  ],
  [
    'Throttling.Api',
    () => errorOf(400, 'Throttling.Api'),
    'throttled',
    MAX_TRIES,
    'Throttling.Api',
  ],
  ['an undocumented throttle', () => errorOf(400, 'Throttling.Resource'), 'throttled', MAX_TRIES],
  [
    'SignatureDoesNotMatch',
    () => errorOf(400, 'SignatureDoesNotMatch'),
    'signature_mismatch',
    1,
    'SignatureDoesNotMatch',
  ],
  [
    'InvalidAccessKeyId.NotFound',
    () => errorOf(404, 'InvalidAccessKeyId.NotFound'),
    'key_invalid',
    1,
    'InvalidAccessKeyId.NotFound',
  ],
  [
    'InvalidAccessKeyId.Inactive',
    () => errorOf(400, 'InvalidAccessKeyId.Inactive'),
    'key_invalid',
    1,
    'InvalidAccessKeyId.Inactive',
  ],
  [
    'InvalidSecurityToken.Expired',
    () => errorOf(400, 'InvalidSecurityToken.Expired'),
    'token_expired',
    1,
    'InvalidSecurityToken.Expired',
  ],
  [
    'InvalidTimeStamp.Expired without a Date',
    () => errorOf(400, 'InvalidTimeStamp.Expired'),
    'clock_skew',
    1,
    'InvalidTimeStamp.Expired',
  ],
  [
    'InvalidTimeStamp.Expired with one',
    () => errorOf(400, 'InvalidTimeStamp.Expired', { date: new Date(NOW).toUTCString() }),
    'clock_skew',
    2,
    'InvalidTimeStamp.Expired',
  ],
  [
    'SignatureNonceUsed',
    () => errorOf(400, 'SignatureNonceUsed'),
    'upstream_error',
    2,
    'SignatureNonceUsed',
  ],
  ['NoPermission', () => errorOf(403, 'NoPermission'), 'no_permission', 1, 'NoPermission'],
  ['Forbidden.RAM', () => errorOf(403, 'Forbidden.RAM'), 'no_permission', 1, 'Forbidden.RAM'],
  ['MissingAppId', () => errorOf(400, 'MissingAppId'), 'upstream_refused', 1, 'MissingAppId'],
  [
    'InvalidParameter',
    () => errorOf(400, 'InvalidParameter'),
    'upstream_refused',
    1,
    'InvalidParameter',
  ],
  ['an undocumented parameter', () => errorOf(400, 'InvalidSomething'), 'upstream_refused', 1],
  [
    'ServiceUnavailable',
    () => errorOf(503, 'ServiceUnavailable'),
    'upstream_error',
    MAX_TRIES,
    'ServiceUnavailable',
  ],
  [
    'InternalError',
    () => errorOf(500, 'InternalError'),
    'upstream_error',
    MAX_TRIES,
    'InternalError',
  ],
  [
    'a code before its status',
    () => errorOf(500, 'NoPermission'),
    'no_permission',
    1,
    'NoPermission',
  ],
  [
    'a code in a 200',
    () => errorOf(200, 'Throttling.User'),
    'throttled',
    MAX_TRIES,
    'Throttling.User',
  ],
  ['an unknown code of 403', () => errorOf(403, 'Whatever'), 'no_permission', 1],
  ['an unknown code of 400', () => errorOf(400, 'Whatever'), 'upstream_refused', 1],
  [
    'lower-case keys',
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
  ['a bare 408', () => new Response(null, { status: 408 }), 'upstream_timeout', MAX_TRIES],
  ['a bare 429', () => new Response('slow down', { status: 429 }), 'throttled', MAX_TRIES],
  ['a bare 502', () => html(502), 'upstream_error', MAX_TRIES],
  ['a gateway that blocks', () => html(403), 'upstream_unreadable', 1],
  ['HTML in place of data', () => html(200), 'upstream_unreadable', MAX_TRIES],
  [
    'half of an answer',
    () => new Response('{"Nodes":[{"Timestamp":"15'),
    'upstream_unreadable',
    MAX_TRIES,
  ],
  ['nothing', () => new Response(''), 'upstream_unreadable', MAX_TRIES],
  [
    'JSON of something else',
    () => Response.json({ status: 'ok' }),
    'upstream_unreadable',
    MAX_TRIES,
  ],
  ['a list', () => Response.json([1, 2]), 'upstream_unreadable', MAX_TRIES],
  [
    'wrong types',
    () => Response.json({ RequestId: 'A01C98C5', Nodes: [{ Timestamp: {} }] }),
    'upstream_unreadable',
    MAX_TRIES,
  ],
  [
    'a list as deep as the answer is long',
    () => new Response('['.repeat(100_000)),
    'upstream_unreadable',
    MAX_TRIES,
  ],
  ['a cut connection', cut, 'upstream_unreachable', MAX_TRIES],
  ['an endless body', endless, 'upstream_unreadable', 1],
  [
    'a refused connection',
    () => Promise.reject(new TypeError('fetch failed')),
    'upstream_unreachable',
    MAX_TRIES,
  ],
  [
    'a redirect',
    () => new Response(null, { status: 302, headers: { location: 'https://evil.example/' } }),
    'upstream_unreadable',
    1,
  ],
];

describe('an upstream that always answers', () => {
  it.each(FAULTS)('%s', async (_what, respond, code, tries, upstreamCode) => {
    const upstream = createStubUpstream(respond);
    const [line] = await ask(proxyOf(upstream), [windowOf()]);
    expect(line).toMatchObject({ index: 0, status: 'failed', values: [], problem: { code } });
    expect(line?.problem?.upstreamCode).toBe(upstreamCode);
    expect(JSON.stringify(line)).not.toContain('raw text');
    expect(upstream.calls).toHaveLength(tries);
    const nonces = upstream.calls.map(({ headers }) => headers.get('x-acs-signature-nonce'));
    expect(new Set(nonces).size).toBe(tries);
  });

  it.each(FAULTS.filter(([, , , tries]) => tries > 1))(
    '%s, but once only, is asked again',
    async (_what, respond) => {
      const upstream = createStubUpstream((url, call) =>
        call === 0 ? respond(url, call) : answerOf(url),
      );
      const [line] = await ask(proxyOf(upstream), [windowOf()]);
      expect(line).toMatchObject({ status: 'ok' });
      expect(line?.values).toHaveLength(288);
      expect(upstream.calls).toHaveLength(2);
    },
  );
});

/** Sleeps of no length, but long enough for an answer to be faster than its time-out. */
const impatient: Sleep = (ms, signal) => sleepOnTimers(ms === TRY_TIMEOUT ? 50 : 0, signal);

describe('a failed try', () => {
  it('names the RAM action to grant', async () => {
    const upstream = createStubUpstream(() => errorOf(403, 'NoPermission'));
    const [line] = await ask(proxyOf(upstream), [windowOf()]);
    expect(line?.problem?.hint).toContain('live:DescribeLiveInteractionMetricData');
    expect(line?.requestId).toBe('B01C98C5-25AE-124A-83FE-514DF5C5BE36');
  });

  it('does not pass on a RequestId that is none', async () => {
    const upstream = createStubUpstream(() =>
      Response.json({ Code: 'NoPermission', RequestId: '<b>LTAI</b>' }, { status: 403 }),
    );
    const [line] = await ask(proxyOf(upstream), [windowOf()]);
    expect(line?.requestId).toBeNull();
    expect(line?.problem).not.toHaveProperty('requestId');
  });

  it('says how long a throttled account has to wait', async () => {
    const upstream = createStubUpstream(() => errorOf(429, 'Throttling', { 'retry-after': '90' }));
    const [line] = await ask(proxyOf(upstream), [windowOf()]);
    expect(line?.problem).toMatchObject({
      code: 'throttled',
      retryable: true,
      retryAfterMs: 90_000,
    });
    expect(upstream.calls).toHaveLength(1);
  });

  it('takes the clock of the upstream when its own is off', async () => {
    const ahead = NOW + 3_600_000;
    const upstream = createStubUpstream((url, call) =>
      call === 0
        ? errorOf(400, 'InvalidTimeStamp.Expired', { date: new Date(ahead).toUTCString() })
        : answerOf(url),
    );
    await ask(proxyOf(upstream), [windowOf()]);
    const dates = upstream.calls.map(({ headers }) => headers.get('x-acs-date'));
    expect(dates).toEqual(['2026-11-20T12:02:00Z', '2026-11-20T13:02:00Z']);
  });

  it('is given up after its time-out', async () => {
    const never = new Promise<Response>(() => {});
    const upstream = createStubUpstream((url, call) => (call === 0 ? never : answerOf(url)));
    const [line] = await ask(proxyOf(upstream, { sleep: impatient }), [windowOf()]);
    expect(line?.status).toBe('ok');
    expect(upstream.calls).toHaveLength(2);
  });

  it('follows no redirect', async () => {
    const upstream = createStubUpstream();
    await ask(proxyOf(upstream), [windowOf()]);
    expect(upstream.calls[0]?.redirect).toBe('manual');
  });
});

describe('many windows under mixed faults', () => {
  it('are each answered exactly once, and none is missing', async () => {
    const kinds = FAULTS.filter(([, , , tries]) => tries === MAX_TRIES).map(
      ([, respond]) => respond,
    );
    const upstream = createStubUpstream((url, call) => {
      const fault = call % 12 === 0 ? kinds[(call / 12) % kinds.length] : undefined;
      return fault ? fault(url, call) : answerOf(url);
    });
    const windows = Array.from({ length: 10 }, (_, app) =>
      hoursOf(24).map((one) => ({ ...one, appId: `app-${app}` })),
    ).flat();
    const lines = await ask(proxyOf(upstream), windows);
    expect(lines.map(({ index }) => index)).toEqual(windows.map((_, index) => index));
    expect(lines.filter(({ status }) => status !== 'ok')).toEqual([]);
  }, 30_000);
});
