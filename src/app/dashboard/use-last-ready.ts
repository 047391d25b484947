import { useLayoutEffect, useState } from 'react';
import { createKeeper } from '../ui/hooks/keeper.ts';

/** `value` when it is ready, else the last one that was (or `value` itself when none was yet). */
export function useLastLoaded<T>(value: T, ready: boolean): T {
  const [last] = useState(createKeeper<T>);
  useLayoutEffect(() => {
    if (ready) last.keep(value);
  }, [last, value, ready]);
  return ready ? value : last.or(value);
}
