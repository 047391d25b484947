/** Runs at most `width` pieces of work at once; the others wait in the order they came. */
export function createGate(width: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let free = width;

  return async (work) => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free -= 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

/** Runs work on the same thing one piece after the other, in the order it came. */
export function createTurns(): <T>(thing: string, work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();

  return async (thing, work) => {
    const turn = (last.get(thing) ?? Promise.resolve()).then(work);
    // Whoever comes next waits for the end of it, however it ends.
    const end = turn.catch(() => undefined);
    last.set(thing, end);
    try {
      return await turn;
    } finally {
      if (last.get(thing) === end) last.delete(thing);
    }
  };
}
