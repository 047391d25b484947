import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import { DAY } from '../../contract/domain/time.ts';
import { encodeBase64Url, hashText } from './access-tokens.ts';
import type { AccessToken, TokenList } from './access-tokens.ts';

/** Signed in for this long at most, in milliseconds. */
export const SESSION_LENGTH: Millis = 30 * DAY;
/** Browsers one token is signed in with; the one signed in first makes room for the next. */
const SESSIONS_A_TOKEN = 20;

export interface Sessions {
  /** The secret for the cookie of somebody who has just shown their token. */
  open(token: AccessToken): Promise<string>;
  /** Whose secret it is; undefined when it is over, or their token is no longer on the list. */
  find(secret: string): Promise<AccessToken | undefined>;
  close(secret: string): Promise<void>;
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

/**
 * Sessions in memory, by the hash of their secret: signing out ends one for certain, and nothing on
 * disk could be used to forge one. The price: a restart signs everybody out.
 */
export function createSessions({ tokens, now, randomBytes }: SessionsDeps): Sessions {
  const sessions = new Map<string, Session>();

  const makeRoom = (name: string) => {
    for (const [key, { end }] of sessions) if (end <= now()) sessions.delete(key);
    const theirs = [...sessions].filter(([, { token }]) => token.name === name);
    // A map keeps the order in which they were opened.
    for (const [key] of theirs.slice(0, 1 - SESSIONS_A_TOKEN)) sessions.delete(key);
  };

  return {
    async open(token) {
      const secret = encodeBase64Url(randomBytes(32));
      const key = await hashText(secret);
      makeRoom(token.name);
      sessions.set(key, { token, end: now() + SESSION_LENGTH });
      return secret;
    },
    async find(secret) {
      const session = sessions.get(await hashText(secret));
      if (!session || session.end <= now()) return undefined;
      const { name, hash } = session.token;
      // The same name with another token is another token.
      return (await tokens()).find((token) => token.name === name && token.hash === hash);
    },
    async close(secret) {
      sessions.delete(await hashText(secret));
    },
  };
}
