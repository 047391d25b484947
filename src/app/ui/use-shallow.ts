import { useState } from 'react';

/** The list given first, for as long as later ones hold the same items. */
export function useShallow<T>(items: readonly T[]): readonly T[] {
  const [kept, setKept] = useState(items);
  const same = kept.length === items.length && kept.every((item, i) => Object.is(item, items[i]));
  if (!same) setKept(items);
  return same ? kept : items;
}
