/** Runs the work of each key one at a time, in order. */
export type RunExclusive = <T>(key: string, work: () => Promise<T>) => Promise<T>;

export function createKeyedMutex(): RunExclusive {
  const tails = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const previous = tails.get(key) ?? Promise.resolve();
    const run = previous.then(work, work);
    tails.set(key, run);
    try {
      return await run;
    } finally {
      if (tails.get(key) === run) tails.delete(key);
    }
  };
}
