import { SIGNATURE_LIFETIME } from '../../contract/wire/upstream.ts';
import type { EpochMs } from '../../contract/domain/time.ts';

/** A date may be a lifetime ahead and is then good for another: so long a nonce can come back. */
const REMEMBERED_FOR = 2 * SIGNATURE_LIFETIME;

/** More than 50 a second for all that time. */
const MOST = 120_000;

export interface NonceStore {
  /** True the first time, false for a nonce that was used before. */
  use(nonce: string, now: EpochMs): boolean;
}

/** Remembers used nonces for half an hour; when there are too many the oldest are forgotten. */
export function createNonceStore(most = MOST): NonceStore {
  const usedAt = new Map<string, EpochMs>();

  return {
    use(nonce, now) {
      for (const [old, at] of usedAt) {
        if (at >= now - REMEMBERED_FOR && usedAt.size < most) break;
        usedAt.delete(old);
      }
      if (usedAt.has(nonce)) return false;
      usedAt.set(nonce, now);
      return true;
    },
  };
}
