/** From the highest to the lowest: a client waits; a stale copy exists; background work. */
export const PRIORITIES = ['interactive', 'refresh', 'backfill'] as const;
export type Priority = (typeof PRIORITIES)[number];

export interface QueueEntry {
  client: string;
  priority: Priority;
}

/** Notified once per distinct entry. */
export interface TicketObserver {
  attached(entry: QueueEntry): void;
  detached(entry: QueueEntry): void;
}

/** Queue position of one call, shared by all its waiters. */
export interface Ticket {
  attach(entry: QueueEntry): void;
  detach(entry: QueueEntry): void;
  /** Highest priority; undefined without entries. */
  priority(): Priority | undefined;
  /** Reports current entries, then changes, until the returned function is called. */
  observe(observer: TicketObserver): () => void;
}

export function createTicket(firstEntry: QueueEntry): Ticket {
  const entries = [firstEntry];
  const observers = new Set<TicketObserver>();
  const indexOf = (entry: QueueEntry) => entries.findIndex((other) => isSame(other, entry));
  return {
    attach(entry) {
      const isNew = indexOf(entry) < 0;
      entries.push(entry);
      if (isNew) for (const observer of observers) observer.attached(entry);
    },
    detach(entry) {
      const index = indexOf(entry);
      if (index < 0) return;
      entries.splice(index, 1);
      if (indexOf(entry) < 0) for (const observer of observers) observer.detached(entry);
    },
    priority: () => highestPriority(entries),
    observe(observer) {
      observers.add(observer);
      const distinct = entries.filter((entry, index) => indexOf(entry) === index);
      for (const entry of distinct) observer.attached(entry);
      return () => void observers.delete(observer);
    },
  };
}

function isSame(left: QueueEntry, right: QueueEntry): boolean {
  return left.client === right.client && left.priority === right.priority;
}

function highestPriority(entries: readonly QueueEntry[]): Priority | undefined {
  return PRIORITIES.find((priority) => entries.some((entry) => entry.priority === priority));
}

/** An item may have several entries; taking it removes all of them. */
export interface FairQueue<T> {
  /** Retries precede other items of the same client and priority. */
  add(item: T, entry: QueueEntry, isRetry?: boolean): void;
  withdraw(item: T, entry: QueueEntry): void;
  remove(item: T): void;
  next(lowest?: Priority): { item: T; priority: Priority } | undefined;
  readonly size: number;
  /** Items by their highest priority. */
  lengths(): Record<Priority, number>;
}

interface ClientQueue<T> {
  retries: Set<T>;
  fresh: Set<T>;
}

/** Serves higher priorities first, and the clients of a priority round robin. */
export function createFairQueue<T>(): FairQueue<T> {
  const clientQueues: Record<Priority, Map<string, ClientQueue<T>>> = {
    interactive: new Map(),
    refresh: new Map(),
    backfill: new Map(),
  };
  const entriesByItem = new Map<T, QueueEntry[]>();

  const removeEntry = (item: T, { client, priority }: QueueEntry) => {
    const queue = clientQueues[priority].get(client);
    queue?.retries.delete(item);
    queue?.fresh.delete(item);
    if (queue && queue.retries.size + queue.fresh.size === 0) clientQueues[priority].delete(client);
  };

  const remove = (item: T) => {
    for (const entry of entriesByItem.get(item) ?? []) removeEntry(item, entry);
    entriesByItem.delete(item);
  };

  return {
    add(item, entry, isRetry = false) {
      const { client, priority } = entry;
      const queue = clientQueues[priority].get(client) ?? { retries: new Set(), fresh: new Set() };
      clientQueues[priority].set(client, queue);
      queue[isRetry ? 'retries' : 'fresh'].add(item);
      entriesByItem.set(item, [...(entriesByItem.get(item) ?? []), entry]);
    },
    withdraw(item, entry) {
      const entries = entriesByItem.get(item);
      if (!entries) return;
      removeEntry(item, entry);
      const others = entries.filter((other) => !isSame(other, entry));
      if (others.length > 0) entriesByItem.set(item, others);
      else entriesByItem.delete(item);
    },
    remove,
    next(lowest = 'backfill') {
      for (const priority of PRIORITIES.slice(0, PRIORITIES.indexOf(lowest) + 1)) {
        const [first] = clientQueues[priority];
        if (!first) continue;
        const [client, queue] = first;
        const [item] = queue.retries.size > 0 ? queue.retries : queue.fresh;
        // Move the client behind the others.
        clientQueues[priority].delete(client);
        clientQueues[priority].set(client, queue);
        if (item === undefined) continue;
        remove(item);
        return { item, priority };
      }
      return undefined;
    },
    get size() {
      return entriesByItem.size;
    },
    lengths() {
      const lengths = { interactive: 0, refresh: 0, backfill: 0 };
      for (const entries of entriesByItem.values()) {
        const priority = highestPriority(entries);
        if (priority) lengths[priority] += 1;
      }
      return lengths;
    },
  };
}
