// Between single flight and signature: holds this server to its share of the account's calls a second.
import type { Millis } from '../contract/time.ts';
import type { Sleep } from './wait.ts';

/**
 * How long a slot rests. The second in which the upstream counts a call begins when the call
 * arrives there, which is not later than the first byte of its answer: so a slot that rests a second
 * from that byte has at most one arrival in any second, whatever the network does. The 2 ms are for
 * timers that fire early.
 */
const SLOT_REST: Millis = 1_002;

/** The right to send one call. */
export interface Slot {
  /** The first byte of the answer is here. */
  answered(): void;
  /** The try is over, however it went. Must be called. */
  end(): void;
}

export interface Quota {
  /** Waits for a slot; rejects with the signal's reason when it aborts first. */
  take(signal: AbortSignal): Promise<Slot>;
  /** Nobody gets a slot for `ms`; overlapping pauses end with the last. */
  pause(ms: Millis): void;
  stats(): { slots: number; inUse: number; waiting: number; paused: boolean };
}

/** Who is next; first come first served unless another order is plugged in. */
export interface WaitingLine<T> {
  add(item: T): void;
  remove(item: T): void;
  /** Takes the next one out. */
  next(): T | undefined;
  readonly size: number;
}

export function createFifo<T>(): WaitingLine<T> {
  const items = new Set<T>();
  return {
    add: (item) => void items.add(item),
    remove: (item) => void items.delete(item),
    next() {
      for (const item of items) {
        items.delete(item);
        return item;
      }
      return undefined;
    },
    get size() {
      return items.size;
    },
  };
}

export interface QuotaOptions {
  /** Calls in any second, at most. */
  slots: number;
  sleep: Sleep;
  line?: WaitingLine<(slot: Slot) => void>;
}

/** Answer-anchored slots: the rate is `slots / (1 s + answer time)`, and never above `slots`. */
export function createQuota({ slots, sleep, line = createFifo() }: QuotaOptions): Quota {
  let free = slots;
  let pauses = 0;

  const mayStart = () => free > 0 && pauses === 0;

  const serve = () => {
    while (mayStart()) {
      const start = line.next();
      if (!start) return;
      free -= 1;
      start(createSlot());
    }
  };

  const release = async (rest: Promise<void>) => {
    await rest;
    free += 1;
    serve();
  };

  const hold = async (pause: Promise<void>) => {
    pauses += 1;
    await pause;
    pauses -= 1;
    serve();
  };

  const createSlot = (): Slot => {
    let rest: Promise<void> | undefined;
    let ended = false;
    return {
      answered: () => void (rest ??= sleep(SLOT_REST)),
      end() {
        if (ended) return;
        ended = true;
        // A slow body keeps its slot beyond the rest: that bounds the sockets as well.
        void release(rest ?? sleep(SLOT_REST));
      },
    };
  };

  return {
    take: (signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const start = (slot: Slot) => {
          signal.removeEventListener('abort', leave);
          resolve(slot);
        };
        const leave = () => {
          line.remove(start);
          reject(signal.reason);
        };
        signal.addEventListener('abort', leave, { once: true });
        line.add(start);
        serve();
      }),
    pause(ms) {
      void hold(sleep(ms));
    },
    stats: () => ({ slots, inUse: slots - free, waiting: line.size, paused: pauses > 0 }),
  };
}
