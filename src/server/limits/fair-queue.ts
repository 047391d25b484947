// In front of the quota: whose turn it is when there is not a slot for everybody.

/** From the most to the least urgent: somebody waits for it; somebody has an older answer; nobody waits. */
export const PRIORITIES = ['interactive', 'refresh', 'backfill'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** In whose name, and how urgently, something waits. */
export interface QueueEntry {
  client: string;
  priority: Priority;
}

/** Told of the turns of a place: each once, however many wait in it. */
export interface TicketObserver {
  joined(turn: QueueEntry): void;
  left(turn: QueueEntry): void;
}

/** Where one piece of work stands: once for everybody who waits for it, late comers included. */
export interface Ticket {
  attach(turn: QueueEntry): void;
  /** One who joined in this turn waits no longer. */
  detach(turn: QueueEntry): void;
  /** The most urgent lane of those who wait. */
  priority(): Priority | undefined;
  /** Tells of every turn so far and of what changes later, until what it gives back is called. */
  follow(follower: TicketObserver): () => void;
}

/** A place for whoever is first to wait. */
export function createTicket(first: QueueEntry): Ticket {
  const waiting = [first];
  const followers = new Set<TicketObserver>();
  const indexOf = (turn: QueueEntry) => waiting.findIndex((one) => isSame(one, turn));
  return {
    attach(turn) {
      const isNew = indexOf(turn) < 0;
      waiting.push(turn);
      if (isNew) for (const follower of followers) follower.joined(turn);
    },
    detach(turn) {
      const index = indexOf(turn);
      if (index < 0) return;
      waiting.splice(index, 1);
      if (indexOf(turn) < 0) for (const follower of followers) follower.left(turn);
    },
    priority: () => mostUrgent(waiting),
    follow(follower) {
      followers.add(follower);
      const turns = waiting.filter((turn, index) => indexOf(turn) === index);
      for (const turn of turns) follower.joined(turn);
      return () => void followers.delete(follower);
    },
  };
}

function isSame(one: QueueEntry, other: QueueEntry): boolean {
  return one.client === other.client && one.priority === other.priority;
}

function mostUrgent(turns: readonly QueueEntry[]): Priority | undefined {
  return PRIORITIES.find((priority) => turns.some((turn) => turn.priority === priority));
}

/** Who is next. An item may stand in it under several turns, and leaves them all at once. */
export interface FairQueue<T> {
  /** `ahead` puts it before everything of the same client that is not ahead too. */
  add(item: T, turn: QueueEntry, ahead?: boolean): void;
  /** Takes the item out of this turn only. */
  withdraw(item: T, turn: QueueEntry): void;
  remove(item: T): void;
  /** Takes the next one out, from lanes not below `lowest`. */
  next(lowest?: Priority): { item: T; priority: Priority } | undefined;
  readonly size: number;
  /** Items by the most urgent lane each stands in. */
  lengths(): Record<Priority, number>;
}

interface Queue<T> {
  ahead: Set<T>;
  behind: Set<T>;
}

/** Round robin over the clients of a lane; a lane waits until the more urgent ones are empty. */
export function createFairQueue<T>(): FairQueue<T> {
  const lanes: Record<Priority, Map<string, Queue<T>>> = {
    interactive: new Map(),
    refresh: new Map(),
    backfill: new Map(),
  };
  const standing = new Map<T, QueueEntry[]>();

  const takeOut = (item: T, { client, priority }: QueueEntry) => {
    const queue = lanes[priority].get(client);
    queue?.ahead.delete(item);
    queue?.behind.delete(item);
    if (queue && queue.ahead.size + queue.behind.size === 0) lanes[priority].delete(client);
  };

  const remove = (item: T) => {
    for (const turn of standing.get(item) ?? []) takeOut(item, turn);
    standing.delete(item);
  };

  return {
    add(item, turn, ahead = false) {
      const { client, priority } = turn;
      const queue = lanes[priority].get(client) ?? { ahead: new Set(), behind: new Set() };
      lanes[priority].set(client, queue);
      queue[ahead ? 'ahead' : 'behind'].add(item);
      standing.set(item, [...(standing.get(item) ?? []), turn]);
    },
    withdraw(item, turn) {
      const turns = standing.get(item);
      if (!turns) return;
      takeOut(item, turn);
      const rest = turns.filter((one) => !isSame(one, turn));
      if (rest.length > 0) standing.set(item, rest);
      else standing.delete(item);
    },
    remove,
    next(lowest = 'backfill') {
      for (const priority of PRIORITIES.slice(0, PRIORITIES.indexOf(lowest) + 1)) {
        const [turn] = lanes[priority];
        if (!turn) continue;
        const [client, queue] = turn;
        const [item] = queue.ahead.size > 0 ? queue.ahead : queue.behind;
        // To the end of the lane, behind the clients who have waited meanwhile.
        lanes[priority].delete(client);
        lanes[priority].set(client, queue);
        if (item === undefined) continue;
        remove(item);
        return { item, priority };
      }
      return undefined;
    },
    get size() {
      return standing.size;
    },
    lengths() {
      const lengths = { interactive: 0, refresh: 0, backfill: 0 };
      for (const turns of standing.values()) {
        const priority = mostUrgent(turns);
        if (priority) lengths[priority] += 1;
      }
      return lengths;
    },
  };
}
