import { LRUCache } from 'lru-cache';
import type { EpochMs } from '../../contract/domain/time.ts';
import { DAY } from '../../contract/domain/time.ts';
import type { Log } from '../telemetry/log.ts';

/** Audits clients that never sign in here: one entry per user, address and day. */
export function createFirstUseAudit(log: Log, now: () => EpochMs) {
  const auditedAt = new LRUCache<string, EpochMs>({ max: 1_000 });
  return (name: string, address: string, by: 'bearer' | 'gateway') => {
    const key = `${address} ${name}`;
    if (now() - (auditedAt.get(key) ?? -Infinity) < DAY) return;
    auditedAt.set(key, now());
    log.audit('signed in', { name, address, by });
  };
}
