import type { Millis } from '../../contract/domain/time.ts';
import type { Sleep } from '../timers.ts';
import { createFairQueue } from './fair-queue.ts';
import type { Priority, Ticket } from './fair-queue.ts';

// Cooldown of a slot, from the first byte of the response. The upstream counts a call when it arrives,
// which is no later than that byte, so a slot has at most one arrival in any second. The 2 ms cover
// timers that fire early.
const SLOT_COOLDOWN: Millis = 1_002;

// Backfill gets one fifth of the slots.
const BACKFILL_DIVISOR = 5;

export interface Slot {
  /** Call when sending; unused slots have no cooldown. */
  sent(): void;
  /** Call at the first byte of the response. */
  answered(): void;
  /** Must be called. */
  end(): void;
}

export interface QuotaStats {
  slots: number;
  inUse: number;
  /** Waiting calls by their highest priority. */
  waiting: Record<Priority, number>;
  paused: boolean;
}

/** This server's share of the account's calls per second. */
export interface Quota {
  /** Waits for a slot; rejects with the signal's reason. Retries precede fresh calls. */
  take(signal: AbortSignal, ticket: Ticket, isRetry?: boolean): Promise<Slot>;
  /** Overlapping pauses end with the last one. */
  pause(ms: Millis): void;
  stats(): QuotaStats;
}

export interface QuotaOptions {
  /** Calls in any second. */
  slots: number;
  sleep: Sleep;
}

/** Returns the slots that backfill may occupy: a fifth, but at least one. */
export function backfillSlots(slots: number): number {
  return Math.max(1, Math.floor(slots / BACKFILL_DIVISOR));
}

/** Response-anchored slots: `slots / (1 s + response time)` calls per second. */
export function createQuota({ slots, sleep }: QuotaOptions): Quota {
  const queue = createFairQueue<(priority: Priority) => void>();
  // Below five slots, one slot is more than a fifth.
  const extraBackfillCooldown = SLOT_COOLDOWN * Math.max(0, BACKFILL_DIVISOR / slots - 1);
  let freeSlots = slots;
  let freeBackfillSlots = backfillSlots(slots);
  let pauses = 0;

  const mayStart = () => freeSlots > 0 && pauses === 0;

  const serveQueue = () => {
    while (mayStart()) {
      const next = queue.next(freeBackfillSlots > 0 ? 'backfill' : 'refresh');
      if (!next) return;
      freeSlots -= 1;
      if (next.priority === 'backfill') freeBackfillSlots -= 1;
      next.item(next.priority);
    }
  };

  const release = async (priority: Priority, cooldown: Promise<void> | undefined) => {
    if (cooldown) await cooldown;
    freeSlots += 1;
    serveQueue();
    if (priority !== 'backfill') return;
    if (cooldown && extraBackfillCooldown > 0) await sleep(extraBackfillCooldown);
    freeBackfillSlots += 1;
    serveQueue();
  };

  const pauseUntil = async (end: Promise<void>) => {
    pauses += 1;
    await end;
    pauses -= 1;
    serveQueue();
  };

  const createSlot = (priority: Priority, ticket: Ticket): Slot => {
    let countsAs = priority;
    // A call that only background work waits for counts as backfill.
    const detached = () => {
      if (countsAs === 'backfill' || ticket.priority() !== 'backfill') return;
      countsAs = 'backfill';
      freeBackfillSlots -= 1;
    };
    const stopObserving = ticket.observe({ attached() {}, detached });
    let cooldown: Promise<void> | undefined;
    let wasSent = false;
    let hasEnded = false;
    return {
      sent: () => void (wasSent = true),
      answered: () => void (cooldown ??= sleep(SLOT_COOLDOWN)),
      end() {
        if (hasEnded) return;
        hasEnded = true;
        stopObserving();
        // Slow bodies hold their slots, which bounds open sockets.
        void release(countsAs, cooldown ?? (wasSent ? sleep(SLOT_COOLDOWN) : undefined));
      },
    };
  };

  return {
    take: (signal, ticket, isRetry = false) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        let stopObserving: (() => void) | undefined;
        const stopWaiting = () => {
          stopObserving?.();
          signal.removeEventListener('abort', onAbort);
        };
        const start = (priority: Priority) => {
          stopWaiting();
          resolve(createSlot(priority, ticket));
        };
        const onAbort = () => {
          stopWaiting();
          queue.remove(start);
          reject(signal.reason);
        };
        signal.addEventListener('abort', onAbort, { once: true });
        stopObserving = ticket.observe({
          attached(entry) {
            queue.add(start, entry, isRetry);
            // The entry may have a priority for which a slot is free.
            if (stopObserving) serveQueue();
          },
          detached: (entry) => queue.withdraw(start, entry),
        });
        serveQueue();
      }),
    pause(ms) {
      void pauseUntil(sleep(ms));
    },
    stats: () => ({
      slots,
      inUse: slots - freeSlots,
      waiting: queue.lengths(),
      paused: pauses > 0,
    }),
  };
}
