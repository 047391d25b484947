import type { EpochMs } from '../../contract/domain/time.ts';
import { MINUTE } from '../../contract/domain/time.ts';
import { networkOf } from '../http/ip-ranges.ts';
import { createKeyedMutex } from '../limits/keyed-mutex.ts';
import { createRateLimiter } from '../limits/rate-limiter.ts';
import type { Log } from '../telemetry/log.ts';
import { findToken } from './access-tokens.ts';
import type { AccessToken, TokenList } from './access-tokens.ts';
import type { AuthFailure } from './authenticator.ts';

/** Per network; further tokens are not checked. */
export const MAX_FAILURES_PER_MINUTE = 10;

export type CheckToken = (
  token: string,
  address: string,
  by: 'page' | 'bearer',
) => Promise<{ kind: 'valid'; token: AccessToken } | AuthFailure>;

export interface TokenCheckDeps {
  tokens: TokenList;
  now: () => EpochMs;
  log: Log;
}

export function createTokenCheck({ tokens, now, log }: TokenCheckDeps): CheckToken {
  const failures = createRateLimiter({ limit: MAX_FAILURES_PER_MINUTE, per: MINUTE, now });
  const runExclusive = createKeyedMutex();
  return (text, address, by) => {
    const key = networkOf(address);
    // Concurrent guesses must not exceed the limit.
    return runExclusive(key, async () => {
      const retryAfterMs = failures.wait(key);
      if (retryAfterMs > 0) return { kind: 'rate-limited', retryAfterMs };
      const token = await findToken(await tokens(), text);
      if (token) return { kind: 'valid', token };
      failures.count(key);
      log.audit('sign-in failed', { address, by });
      return { kind: 'anonymous' };
    });
  };
}
