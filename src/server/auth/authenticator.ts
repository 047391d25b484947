// Who asks: a person with a token or session of ours, or one whom the gateway in front names.
import { LRUCache } from 'lru-cache';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import { DAY, MINUTE } from '../../contract/domain/time.ts';
import { readSessionCookie } from './session-cookie.ts';
import { createSessions } from './sessions.ts';
import type { Sessions } from './sessions.ts';
import { findToken } from './access-tokens.ts';
import type { AccessToken, TokenList } from './access-tokens.ts';
import { isWithin, networkOf } from '../http/ip-ranges.ts';
import type { AddressRange } from '../http/ip-ranges.ts';
import type { Log } from '../telemetry/log.ts';
import { createRateLimiter } from '../limits/rate-limiter.ts';
import { createKeyedMutex } from '../limits/keyed-mutex.ts';

/** Wrong tokens an address may try in a minute. */
export const FAILURES_A_MINUTE = 10;

/** What of a request tells who sent it. */
export interface RequestIdentity {
  header: (name: string) => string | undefined;
  /** The address at the other end of the socket. */
  peer: string;
}

/** `slow`: too many wrong tokens came from their address, so this one was not even looked at. */
export type AuthResult =
  | { kind: 'known'; name: string }
  | { kind: 'unknown' }
  | { kind: 'slow'; retryAfterMs: Millis };

export interface Authenticator {
  /** Reads only headers; safe on any route. */
  authenticate(requester: RequestIdentity): Promise<AuthResult>;
  /** Signing in and out, when it is done here; undefined when the gateway does it. */
  signInService?: SignInService;
}

export interface SignInService {
  /** Takes a token for a session's secret. */
  signIn(
    requester: RequestIdentity,
    token: string,
  ): Promise<{ secret: string } | Exclude<AuthResult, { kind: 'known' }>>;
  signOut(requester: RequestIdentity): Promise<void>;
}

export interface TokenAuthDeps {
  tokens: TokenList;
  /** Gateways whose X-Forwarded-For is believed. */
  peers: readonly AddressRange[];
  now: () => EpochMs;
  log: Log;
  /** Defaults to the runtime's own. */
  randomBytes?: (length: number) => Uint8Array;
}

/** Access by tokens: a session's cookie in browsers, `Authorization: Bearer` for other programs. */
export function createTokenAuth(deps: TokenAuthDeps): Authenticator {
  const { tokens, peers, now, log } = deps;
  const randomBytes = deps.randomBytes ?? ((n) => crypto.getRandomValues(new Uint8Array(n)));
  const sessions = createSessions({ tokens, now, randomBytes });
  const failures = createRateLimiter({ limit: FAILURES_A_MINUTE, per: MINUTE, now });
  const takeTurns = createKeyedMutex();
  const greet = createFirstUseAudit(log, now);

  /** One at a time: of many guesses sent at once no more than the bound are looked at. */
  const check = (token: string, address: string, by: 'page' | 'bearer') => {
    const key = networkOf(address);
    return takeTurns(key, async () => {
      const retryAfterMs = failures.wait(key);
      if (retryAfterMs > 0) return { kind: 'slow', retryAfterMs } as const;
      const found = await findToken(await tokens(), token);
      if (found) return found;
      failures.count(key);
      log.audit('sign-in failed', { address, by });
      return { kind: 'unknown' } as const;
    });
  };

  return {
    async authenticate(requester) {
      const session = await findSession(sessions, requester);
      if (session) return { kind: 'known', name: session.name };
      const [, token] = /^Bearer +(\S+)$/i.exec(requester.header('authorization') ?? '') ?? [];
      if (token === undefined) return { kind: 'unknown' };
      const address = addressOf(requester, peers);
      const checked = await check(token, address, 'bearer');
      if ('kind' in checked) return checked;
      greet(checked.name, address, 'bearer');
      return { kind: 'known', name: checked.name };
    },
    signInService: {
      async signIn(requester, token) {
        const address = addressOf(requester, peers);
        const checked = await check(token.trim(), address, 'page');
        if ('kind' in checked) return checked;
        await endSession(sessions, requester);
        log.audit('signed in', { name: checked.name, address, by: 'page' });
        return { secret: await sessions.open(checked) };
      },
      async signOut(requester) {
        const session = await endSession(sessions, requester);
        if (!session) return;
        log.audit('signed out', { name: session.name, address: addressOf(requester, peers) });
      },
    },
  };
}

export interface GatewayAuthDeps {
  /** In lower case. */
  header: string;
  /** Who may say it; from anybody else the header says nothing. */
  peers: readonly AddressRange[];
  now: () => EpochMs;
  log: Log;
}

/** Access by a gateway's word: it signs people in and names them in a header. */
export function createGatewayAuth({ header, peers, now, log }: GatewayAuthDeps): Authenticator {
  const greet = createFirstUseAudit(log, now);
  return {
    authenticate(requester) {
      const name = requester.header(header)?.trim() ?? '';
      // A comma means that it came twice: once from the gateway, once from who knows.
      const isOne = /^[^,\p{Cc}]{1,128}$/u.test(name);
      const known = isOne && isWithin(requester.peer, peers);
      if (known) greet(name, addressOf(requester, peers), 'gateway');
      return Promise.resolve(known ? { kind: 'known', name } : { kind: 'unknown' });
    },
  };
}

/** Who sent it, also through gateways that are believed: the last address that is none of theirs. */
export function addressOf(
  { header, peer }: RequestIdentity,
  peers: readonly AddressRange[],
): string {
  if (!isWithin(peer, peers)) return peer;
  const forwarded = (header('x-forwarded-for') ?? '').split(',').map((one) => one.trim());
  const address = forwarded.findLast((one) => one !== '' && !isWithin(one, peers));
  // What a client writes in there is no address, perhaps.
  return address !== undefined && /^[0-9A-Fa-f.:]{2,45}$/.test(address) ? address : peer;
}

/** Says once a day of each person and address that they use this server, where there is no sign-in of ours. */
function createFirstUseAudit(log: Log, now: () => EpochMs) {
  const greeted = new LRUCache<string, EpochMs>({ max: 1_000 });
  return (name: string, address: string, by: 'bearer' | 'gateway') => {
    const key = `${address} ${name}`;
    if (now() - (greeted.get(key) ?? -Infinity) < DAY) return;
    greeted.set(key, now());
    log.audit('signed in', { name, address, by });
  };
}

function secretOf({ header }: RequestIdentity): string | undefined {
  return readSessionCookie(header('cookie'), header('host') ?? '');
}

async function findSession(
  sessions: Sessions,
  requester: RequestIdentity,
): Promise<AccessToken | undefined> {
  const secret = secretOf(requester);
  return secret === undefined ? undefined : sessions.find(secret);
}

async function endSession(
  sessions: Sessions,
  requester: RequestIdentity,
): Promise<AccessToken | undefined> {
  const session = await findSession(sessions, requester);
  await sessions.close(secretOf(requester) ?? '');
  return session;
}
