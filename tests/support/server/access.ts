// Apps with access control, and requests of their users.
import { createGatewayAuth } from '../../../src/server/auth/gateway-auth.ts';
import { createTokenAuth } from '../../../src/server/auth/token-auth.ts';
import { formatToken, hashText } from '../../../src/server/auth/access-tokens.ts';
import type { AccessToken } from '../../../src/server/auth/access-tokens.ts';
import { parseRange } from '../../../src/server/http/ip-ranges.ts';
import type { AddressRange } from '../../../src/server/http/ip-ranges.ts';
import { SILENT_LOG } from '../../../src/server/telemetry/log.ts';
import type { Log, LogFacts } from '../../../src/server/telemetry/log.ts';
import type { AppDeps } from '../../../src/server/app.ts';
import { SIGN_IN_TEMPLATE } from './sign-in-template.ts';
import { NOW, createManualTime, createStubUpstream, createTestApp } from './test-doubles.ts';

export const HOST = 'lens.example.com';
export const PUBLIC_ORIGIN = `https://${HOST}`;
const PEER = '203.0.113.9';

/** A valid token that depends on `seed` only. */
export function createToken(seed: number): string {
  return formatToken(new Uint8Array(32).fill(seed));
}

export function parseRanges(...texts: string[]): AddressRange[] {
  return texts.map((text) => {
    const range = parseRange(text);
    if (!range) throw new Error(`invalid range ${text}`);
    return range;
  });
}

/** A log that records its lines. */
export function createRecordingLog() {
  const logged: (LogFacts & { event: string; level: string })[] = [];
  const writer = (level: string) => (event: string, facts?: LogFacts) =>
    void logged.push({ event, level, ...facts });
  const log: Log = {
    ...SILENT_LOG,
    info: writer('info'),
    warn: writer('warn'),
    error: writer('error'),
    audit: writer('audit'),
  };
  return { log, logged };
}

export interface TestRequest {
  method?: string;
  headers?: Record<string, string>;
  form?: Record<string, string>;
  body?: string;
  peer?: string;
  origin?: string;
}

/** An app that alice (token 1) and bob (token 2) may use, on its public host name and on loopback. */
export async function createTokenApp({
  trustedPeers = [],
  ...changes
}: { trustedPeers?: AddressRange[] } & Partial<AppDeps> = {}) {
  const time = createManualTime(NOW);
  const { log, logged } = createRecordingLog();
  let list: AccessToken[] = [
    { name: 'alice', hash: await hashText(createToken(1)) },
    { name: 'bob', hash: await hashText(createToken(2)) },
  ];
  let reads = 0;
  const tokens = () => {
    reads += 1;
    return Promise.resolve(list);
  };
  const authenticator = createTokenAuth({ tokens, trustedPeers, now: time.now, log });
  const access = { authenticator, signInTemplate: SIGN_IN_TEMPLATE };
  const upstream = createStubUpstream();
  const hosts = [HOST, '127.0.0.1:8787'];
  const app = createTestApp(upstream, { access, hosts, now: time.now, ...changes });
  const send = createSender(app);
  return {
    app,
    access,
    upstream,
    time,
    logged,
    send,
    tokenReads: () => reads,
    removeToken: (name: string) => void (list = list.filter((token) => token.name !== name)),
    replaceToken: async (name: string, seed: number) => {
      const hash = await hashText(createToken(seed));
      list = list.map((token) => (token.name === name ? { name, hash } : token));
    },
    /** Signs in and returns the cookie. */
    async signIn(seed = 1, init: TestRequest = {}) {
      return readCookie(await send('/signin', { form: { token: createToken(seed) }, ...init }));
    },
    getConfig: (cookie: string) => send('/api/config', { headers: { cookie } }),
  };
}

/** An app behind a gateway at 10.0.0.7 that names users in X-Forwarded-User. */
export function createGatewayApp() {
  const time = createManualTime(NOW);
  const { log, logged } = createRecordingLog();
  const authenticator = createGatewayAuth({
    userHeader: 'x-forwarded-user',
    trustedPeers: parseRanges('10.0.0.7'),
    now: time.now,
    log,
  });
  const access = { authenticator, signInTemplate: SIGN_IN_TEMPLATE };
  const upstream = createStubUpstream();
  const send = createSender(createTestApp(upstream, { access, hosts: [HOST] }));
  return { access, upstream, time, logged, send };
}

function createSender(app: ReturnType<typeof createTestApp>) {
  return (
    path: string,
    { peer = PEER, origin = PUBLIC_ORIGIN, form, ...init }: TestRequest = {},
  ) => {
    const body = form ? new URLSearchParams(form).toString() : init.body;
    const request = new Request(origin + path, {
      method: init.method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(form && { 'content-type': 'application/x-www-form-urlencoded', origin }),
        ...init.headers,
      },
      ...(body !== undefined && { body }),
    });
    return app(request, { id: peer });
  };
}

/** The cookie that a browser would send back. */
export function readCookie(response: Response): string {
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}
