import { startTransition, useEffect, useState } from 'react';
import type { ReactNode } from 'react';

export interface LaterProps {
  /** They are wanted in the same paint. */
  now: boolean;
  /** False while there is nothing to make them of. */
  isDue?: boolean;
  /** Has the room they will take. */
  waiting: ReactNode;
  children: ReactNode;
}

/**
 * `children` a little after what stands around them: that is on screen first, and what it asks for is
 * on its way while they are made.
 */
export function DeferredRender({ now, isDue = true, waiting, children }: LaterProps) {
  const [isTime, setIsTime] = useState(now);
  useEffect(() => {
    if (isTime || !isDue) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      // After its paint.
      timer = setTimeout(() => startTransition(() => setIsTime(true)), 0);
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [isTime, isDue]);
  return isTime || now ? children : waiting;
}
