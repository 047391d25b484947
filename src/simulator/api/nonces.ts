import { SIGNATURE_LIFETIME } from '../../contract/wire/upstream.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';

/** A date may be one lifetime in the future and stays valid for another. */
const NONCE_LIFETIME: Millis = 2 * SIGNATURE_LIFETIME;

const MAX_NONCES = 120_000;

export interface NonceStore {
  /** Returns false if the nonce was used before. */
  use(nonce: string, now: EpochMs): boolean;
}

/** The oldest nonces expire first. */
export function createNonceStore(maxNonces = MAX_NONCES): NonceStore {
  const usedAt = new Map<string, EpochMs>();

  return {
    use(nonce, now) {
      for (const [oldest, at] of usedAt) {
        if (at >= now - NONCE_LIFETIME && usedAt.size < maxNonces) break;
        usedAt.delete(oldest);
      }
      if (usedAt.has(nonce)) return false;
      usedAt.set(nonce, now);
      return true;
    },
  };
}
