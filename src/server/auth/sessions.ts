import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import { DAY } from '../../contract/domain/time.ts';
import { encodeBase64Url, hashText } from './access-tokens.ts';
import type { AccessToken, TokenList } from './access-tokens.ts';

export const SESSION_LIFETIME: Millis = 30 * DAY;
const MAX_SESSIONS_PER_TOKEN = 20;

export interface Sessions {
  /** Returns the secret for the cookie. */
  open(token: AccessToken): Promise<string>;
  /** Undefined once the session has expired or its token was removed. */
  find(secret: string | undefined): Promise<AccessToken | undefined>;
  /** Returns the token of the ended session. */
  close(secret: string | undefined): Promise<AccessToken | undefined>;
}

export interface SessionsDeps {
  tokens: TokenList;
  now: () => EpochMs;
  randomBytes: (length: number) => Uint8Array;
}

interface Session {
  token: AccessToken;
  end: EpochMs;
}

/** Sessions in memory, by the hash of their secret; a restart signs all users out. */
export function createSessions({ tokens, now, randomBytes }: SessionsDeps): Sessions {
  const sessions = new Map<string, Session>();

  const evict = (name: string) => {
    for (const [key, { end }] of sessions) if (end <= now()) sessions.delete(key);
    const sameToken = [...sessions].filter(([, { token }]) => token.name === name);
    // Map order is the order of opening.
    for (const [key] of sameToken.slice(0, 1 - MAX_SESSIONS_PER_TOKEN)) sessions.delete(key);
  };

  const find = async (key: string) => {
    const session = sessions.get(key);
    if (!session || session.end <= now()) return undefined;
    const { name, hash } = session.token;
    // The user may have a new token.
    return (await tokens()).find((token) => token.name === name && token.hash === hash);
  };

  return {
    async open(token) {
      const secret = encodeBase64Url(randomBytes(32));
      const key = await hashText(secret);
      evict(token.name);
      sessions.set(key, { token, end: now() + SESSION_LIFETIME });
      return secret;
    },
    async find(secret) {
      return secret === undefined ? undefined : find(await hashText(secret));
    },
    async close(secret) {
      if (secret === undefined) return undefined;
      const key = await hashText(secret);
      const token = await find(key);
      sessions.delete(key);
      return token;
    },
  };
}
