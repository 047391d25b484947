import { useState } from 'react';

/** `value` when it is ready, else the last one that was (or `value` itself when none was yet). */
export function useLastReady<T>(value: T, ready: boolean): T {
  const [last, setLast] = useState<{ value: T } | undefined>(undefined);
  if (ready && last?.value !== value) setLast({ value });
  return ready ? value : (last?.value ?? value);
}
