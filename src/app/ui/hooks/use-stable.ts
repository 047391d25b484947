import { useLayoutEffect, useState } from 'react';

/** Returns the first of consecutive equal values, so that the identity changes only with the content. */
export function useStable<T>(value: T, isEqual: (a: T, b: T) => boolean = hasSameContent): T {
  const [memory] = useState(createMemory<T>);
  const last = memory.read(value);
  const stable = isEqual(last, value) ? last : value;
  useLayoutEffect(() => memory.write(stable), [memory, stable]);
  return stable;
}

/** Returns `value` when it is loaded, else the last one that was, or `value` itself before the first. */
export function useLastLoaded<T>(value: T, isLoaded: boolean): T {
  const [memory] = useState(createMemory<T>);
  useLayoutEffect(() => {
    if (isLoaded) memory.write(value);
  }, [memory, value, isLoaded]);
  return isLoaded ? value : memory.read(value);
}

export function hasSameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, i) => Object.is(item, b[i]));
}

function hasSameContent(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

// A cell written in effects: setting a state during rendering would render the component twice.
function createMemory<T>() {
  let cell: { value: T } | undefined;
  return {
    write: (value: T) => void (cell = { value }),
    read: (fallback: T) => (cell ? cell.value : fallback),
  };
}
