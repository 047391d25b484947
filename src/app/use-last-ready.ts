import { useLayoutEffect, useState } from 'react';

/** `value` when it is ready, else the last one that was (or `value` itself when none was yet). */
export function useLastReady<T>(value: T, ready: boolean): T {
  const [last] = useState(createKeeper<T>);
  // Kept after the render: a state set in it would render the whole page a second time.
  useLayoutEffect(() => {
    if (ready) last.keep(value);
  }, [last, value, ready]);
  return ready ? value : last.or(value);
}

function createKeeper<T>() {
  let kept: { value: T } | undefined;
  return {
    keep: (value: T) => void (kept = { value }),
    or: (value: T) => (kept ? kept.value : value),
  };
}
