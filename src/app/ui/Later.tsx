import { startTransition, useEffect, useState } from 'react';
import type { ReactNode } from 'react';

export interface LaterProps {
  /** They are wanted in the same paint. */
  now: boolean;
  /** Whether the frames are counted yet. */
  isDue?: boolean;
  /** How many frames later: what is less looked at gives way to what is more. */
  frames?: number;
  /** Has the room they will take. */
  waiting: ReactNode;
  children: ReactNode;
}

/**
 * `children` a little after what stands around them: that is on screen first, and what it asks for is
 * on its way while they are made.
 */
export function Later({ now, isDue = true, frames = 1, waiting, children }: LaterProps) {
  const [isTime, setIsTime] = useState(now);
  useEffect(() => {
    let left = frames;
    let frame = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const next = () => {
      left -= 1;
      if (left > 0) frame = requestAnimationFrame(next);
      // After its paint.
      else timer = setTimeout(() => startTransition(() => setIsTime(true)), 0);
    };
    if (!isTime && isDue) frame = requestAnimationFrame(next);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [isTime, isDue, frames]);
  return isTime || now ? children : waiting;
}
