import { useLayoutEffect, useState } from 'react';
import { createKeeper } from './keeper.ts';

/** The list given first, for as long as later ones hold the same items. */
export function useShallow<T>(items: readonly T[]): readonly T[] {
  const [last] = useState(createKeeper<readonly T[]>);
  const kept = last.or(items);
  const same = kept.length === items.length && kept.every((item, i) => Object.is(item, items[i]));
  const stable = same ? kept : items;
  useLayoutEffect(() => last.keep(stable), [last, stable]);
  return stable;
}
