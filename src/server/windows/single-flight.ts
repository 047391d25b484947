import { createTicket } from '../limits/fair-queue.ts';
import type { QueueEntry, Ticket } from '../limits/fair-queue.ts';

/** Runs the work once for all concurrent callers with the same key. */
export interface SingleFlight<T> {
  /**
   * Joins or starts the flight of `key`. When `signal` aborts, only this caller is rejected; the work is
   * aborted with its last caller.
   */
  run(
    key: string,
    signal: AbortSignal,
    entry: QueueEntry,
    work: (signal: AbortSignal, ticket: Ticket) => Promise<T>,
  ): Promise<T>;
  readonly size: number;
}

interface Flight<T> {
  result: Promise<T>;
  controller: AbortController;
  ticket: Ticket;
  callers: number;
}

export function createSingleFlight<T>(): SingleFlight<T> {
  const flights = new Map<string, Flight<T>>();

  const start = (
    key: string,
    entry: QueueEntry,
    work: (signal: AbortSignal, ticket: Ticket) => Promise<T>,
  ): Flight<T> => {
    const controller = new AbortController();
    const ticket = createTicket(entry);
    const remove = () => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    const result = work(controller.signal, ticket).finally(remove);
    const flight: Flight<T> = { result, controller, ticket, callers: 1 };
    flights.set(key, flight);
    return flight;
  };

  const join = (flight: Flight<T>, entry: QueueEntry): Flight<T> => {
    flight.callers += 1;
    flight.ticket.attach(entry);
    return flight;
  };

  const leave = (key: string, flight: Flight<T>, entry: QueueEntry) => {
    flight.callers -= 1;
    if (flight.callers > 0) return flight.ticket.detach(entry);
    // Later callers must not join an aborted flight.
    if (flights.get(key) === flight) flights.delete(key);
    flight.controller.abort(new DOMException('All callers have left.', 'AbortError'));
  };

  return {
    get size() {
      return flights.size;
    },
    run(key, signal, entry, work) {
      if (signal.aborted) return Promise.reject(signal.reason);
      const current = flights.get(key);
      const flight = current ? join(current, entry) : start(key, entry, work);
      return new Promise<T>((resolve, reject) => {
        const onAbort = () => {
          reject(signal.reason);
          leave(key, flight, entry);
        };
        signal.addEventListener('abort', onAbort, { once: true });
        flight.result
          .then(resolve, reject)
          .finally(() => signal.removeEventListener('abort', onAbort));
      });
    },
  };
}
