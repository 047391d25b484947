// In front of the quota: whose turn it is when there is not a slot for everybody.

/** From the most to the least urgent: somebody waits for it; somebody has an older answer; nobody waits. */
export const LANES = ['interactive', 'refresh', 'backfill'] as const;
export type Lane = (typeof LANES)[number];

/** In whose name, and how urgently, something waits. */
export interface Turn {
  client: string;
  lane: Lane;
}

/** Where one piece of work stands: once for everybody who waits for it, late comers included. */
export interface Place {
  join(turn: Turn): void;
  /** Tells every turn so far and each that joins later, until what it gives back is called. */
  follow(listener: (turn: Turn) => void): () => void;
}

/** A place for whoever is first to wait. A leaver's turn stays: others still wait for the same work. */
export function createPlace(first: Turn): Place {
  const turns = [first];
  const listeners = new Set<(turn: Turn) => void>();
  return {
    join(turn) {
      if (turns.some(({ client, lane }) => client === turn.client && lane === turn.lane)) return;
      turns.push(turn);
      for (const listener of listeners) listener(turn);
    },
    follow(listener) {
      listeners.add(listener);
      turns.forEach(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Who is next. An item may stand in it under several turns, and leaves them all at once. */
export interface WaitingLine<T> {
  /** `ahead` puts it before everything of the same client that is not ahead too. */
  add(item: T, turn: Turn, ahead?: boolean): void;
  remove(item: T): void;
  /** Takes the next one out, from lanes not below `lowest`. */
  next(lowest?: Lane): { item: T; lane: Lane } | undefined;
  readonly size: number;
  /** Items by the most urgent lane each stands in. */
  lengths(): Record<Lane, number>;
}

interface Queue<T> {
  ahead: Set<T>;
  behind: Set<T>;
}

/** Round robin over the clients of a lane; a lane waits until the more urgent ones are empty. */
export function createLanes<T>(): WaitingLine<T> {
  const lanes: Record<Lane, Map<string, Queue<T>>> = {
    interactive: new Map(),
    refresh: new Map(),
    backfill: new Map(),
  };
  const standing = new Map<T, Turn[]>();

  const remove = (item: T) => {
    for (const { client, lane } of standing.get(item) ?? []) {
      const queue = lanes[lane].get(client);
      queue?.ahead.delete(item);
      queue?.behind.delete(item);
      if (queue && queue.ahead.size + queue.behind.size === 0) lanes[lane].delete(client);
    }
    standing.delete(item);
  };

  return {
    add(item, turn, ahead = false) {
      const { client, lane } = turn;
      const queue = lanes[lane].get(client) ?? { ahead: new Set(), behind: new Set() };
      lanes[lane].set(client, queue);
      queue[ahead ? 'ahead' : 'behind'].add(item);
      standing.set(item, [...(standing.get(item) ?? []), turn]);
    },
    remove,
    next(lowest = 'backfill') {
      for (const lane of LANES.slice(0, LANES.indexOf(lowest) + 1)) {
        const [turn] = lanes[lane];
        if (!turn) continue;
        const [client, queue] = turn;
        const [item] = queue.ahead.size > 0 ? queue.ahead : queue.behind;
        // To the end of the lane, behind the clients who have waited meanwhile.
        lanes[lane].delete(client);
        lanes[lane].set(client, queue);
        if (item === undefined) continue;
        remove(item);
        return { item, lane };
      }
      return undefined;
    },
    get size() {
      return standing.size;
    },
    lengths() {
      const lengths = { interactive: 0, refresh: 0, backfill: 0 };
      for (const turns of standing.values()) {
        const lane = LANES.find((one) => turns.some((turn) => turn.lane === one));
        if (lane) lengths[lane] += 1;
      }
      return lengths;
    },
  };
}
