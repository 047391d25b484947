// Between single flight and signature: holds this server to its share of the account's calls a second.
import type { Millis } from '../../contract/domain/time.ts';
import { createFairQueue } from './fair-queue.ts';
import type { Priority, Ticket } from './fair-queue.ts';
import type { Sleep } from '../timers.ts';

/**
 * How long a slot rests. The second in which the upstream counts a call begins when the call
 * arrives there, which is not later than the first byte of its answer: so a slot that rests a second
 * from that byte has at most one arrival in any second, whatever the network does. The 2 ms are for
 * timers that fire early.
 */
const SLOT_REST: Millis = 1_002;

/** The backfill lane never has more than one part in so many of the slots, at work and at rest. */
const BACKFILL_SHARE = 5;

/** The right to send one call. */
export interface Slot {
  /** The call leaves now. A slot that was not used for sending is free again at once. */
  sent(): void;
  /** The first byte of the answer is here. */
  answered(): void;
  /** The try is over, however it went. Must be called. */
  end(): void;
}

export interface QuotaStats {
  slots: number;
  inUse: number;
  /** Calls waiting for a slot, by the most urgent lane each stands in. */
  waiting: Record<Priority, number>;
  paused: boolean;
}

/**
 * This server's share of the account's calls a second. The way of a call knows only this: the slots
 * may be this process's own, or those of one engine for several servers.
 */
export interface Quota {
  /**
   * Waits for a slot; rejects with the signal's reason when it aborts first. `ahead` is for a call
   * that had its turn already and failed.
   */
  take(signal: AbortSignal, place: Ticket, ahead?: boolean): Promise<Slot>;
  /** Nobody gets a slot for `ms`; overlapping pauses end with the last. */
  pause(ms: Millis): void;
  stats(): QuotaStats;
}

export interface QuotaOptions {
  /** Calls in any second, at most. */
  slots: number;
  sleep: Sleep;
}

/** How many calls of the backfill lane may be at work or at rest at once: a fifth, but at least one. */
export function backfillSlots(slots: number): number {
  return Math.max(1, Math.floor(slots / BACKFILL_SHARE));
}

/** Answer-anchored slots: the rate is `slots / (1 s + answer time)`, and never above `slots`. */
export function createQuota({ slots, sleep }: QuotaOptions): Quota {
  const line = createFairQueue<(priority: Priority) => void>();
  // With fewer than five slots one is more than a fifth, so that one rests longer.
  const backfillRest = SLOT_REST * Math.max(0, BACKFILL_SHARE / slots - 1);
  let free = slots;
  let backfillFree = backfillSlots(slots);
  let pauses = 0;

  const mayStart = () => free > 0 && pauses === 0;

  const serve = () => {
    while (mayStart()) {
      const next = line.next(backfillFree > 0 ? 'backfill' : 'refresh');
      if (!next) return;
      free -= 1;
      if (next.priority === 'backfill') backfillFree -= 1;
      next.item(next.priority);
    }
  };

  const release = async (priority: Priority, rest: Promise<void> | undefined) => {
    if (rest) await rest;
    free += 1;
    serve();
    if (priority !== 'backfill') return;
    if (rest && backfillRest > 0) await sleep(backfillRest);
    backfillFree += 1;
    serve();
  };

  const hold = async (pause: Promise<void>) => {
    pauses += 1;
    await pause;
    pauses -= 1;
    serve();
  };

  const createSlot = (priority: Priority, place: Ticket): Slot => {
    let countsAs = priority;
    // A call that only the background still waits for is one of the background's, whoever it was sent for.
    const left = () => {
      if (countsAs === 'backfill' || place.priority() !== 'backfill') return;
      countsAs = 'backfill';
      backfillFree -= 1;
    };
    const unfollow = place.follow({ joined() {}, left });
    let rest: Promise<void> | undefined;
    let wasSent = false;
    let ended = false;
    return {
      sent: () => void (wasSent = true),
      answered: () => void (rest ??= sleep(SLOT_REST)),
      end() {
        if (ended) return;
        ended = true;
        unfollow();
        // A slow body keeps its slot beyond the rest: that bounds the sockets as well.
        void release(countsAs, rest ?? (wasSent ? sleep(SLOT_REST) : undefined));
      },
    };
  };

  return {
    take: (signal, place, ahead = false) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        let unfollow: (() => void) | undefined;
        const leaveLine = () => {
          unfollow?.();
          signal.removeEventListener('abort', leave);
        };
        const start = (priority: Priority) => {
          leaveLine();
          resolve(createSlot(priority, place));
        };
        const leave = () => {
          leaveLine();
          line.remove(start);
          reject(signal.reason);
        };
        signal.addEventListener('abort', leave, { once: true });
        unfollow = place.follow({
          joined(turn) {
            line.add(start, turn, ahead);
            // Whoever joins later may have a better turn than is to be had a moment ago.
            if (unfollow) serve();
          },
          left: (turn) => line.withdraw(start, turn),
        });
        serve();
      }),
    pause(ms) {
      void hold(sleep(ms));
    },
    stats: () => ({ slots, inUse: slots - free, waiting: line.lengths(), paused: pauses > 0 }),
  };
}
