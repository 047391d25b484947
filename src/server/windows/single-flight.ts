import { createTicket } from '../limits/fair-queue.ts';
import type { Ticket, QueueEntry } from '../limits/fair-queue.ts';

/** Runs one piece of work a key at a time, for everybody who asks for it meanwhile. */
export interface SingleFlight<T> {
  /**
   * Joins the work under `key`, or starts it; `turn` says who waits, and how urgently. Leaving
   * (`signal`) rejects at once for the one who leaves, and takes the turn along; the work's own
   * signal aborts only when the last one has left.
   */
  run(
    key: string,
    signal: AbortSignal,
    turn: QueueEntry,
    work: (signal: AbortSignal, place: Ticket) => Promise<T>,
  ): Promise<T>;
  /** Pieces of work under way. */
  readonly size: number;
}

interface Flight<T> {
  result: Promise<T>;
  controller: AbortController;
  place: Ticket;
  waiters: number;
}

export function createSingleFlight<T>(): SingleFlight<T> {
  const flights = new Map<string, Flight<T>>();

  const start = (
    key: string,
    turn: QueueEntry,
    work: (signal: AbortSignal, place: Ticket) => Promise<T>,
  ): Flight<T> => {
    const controller = new AbortController();
    const place = createTicket(turn);
    const land = () => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    const result = work(controller.signal, place).finally(land);
    const flight: Flight<T> = { result, controller, place, waiters: 1 };
    flights.set(key, flight);
    return flight;
  };

  const join = (flight: Flight<T>, turn: QueueEntry): Flight<T> => {
    flight.waiters += 1;
    flight.place.attach(turn);
    return flight;
  };

  const leave = (key: string, flight: Flight<T>, turn: QueueEntry) => {
    flight.waiters -= 1;
    if (flight.waiters > 0) return flight.place.detach(turn);
    // Whoever comes later starts afresh instead of joining work that is being given up.
    if (flights.get(key) === flight) flights.delete(key);
    flight.controller.abort(new DOMException('Nobody waits for this any more.', 'AbortError'));
  };

  return {
    get size() {
      return flights.size;
    },
    run(key, signal, turn, work) {
      if (signal.aborted) return Promise.reject(signal.reason);
      const underWay = flights.get(key);
      const flight = underWay ? join(underWay, turn) : start(key, turn, work);
      return new Promise<T>((resolve, reject) => {
        const onAbort = () => {
          reject(signal.reason);
          leave(key, flight, turn);
        };
        signal.addEventListener('abort', onAbort, { once: true });
        flight.result
          .then(resolve, reject)
          .finally(() => signal.removeEventListener('abort', onAbort));
      });
    },
  };
}
