import { startTransition, useEffect, useState } from 'react';
import type { ReactNode } from 'react';

export interface DeferredRenderProps {
  /** Renders the children in the same paint. */
  immediate: boolean;
  enabled?: boolean;
  /** As large as the children. */
  placeholder: ReactNode;
  children: ReactNode;
}

/** Renders `children` in a transition after the placeholder has been painted. */
export function DeferredRender(props: DeferredRenderProps) {
  const { immediate, enabled = true, placeholder, children } = props;
  const [isReady, setIsReady] = useState(immediate);
  useEffect(() => {
    if (isReady || !enabled) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      // The frame is painted before the timer fires.
      timer = setTimeout(() => startTransition(() => setIsReady(true)), 0);
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [isReady, enabled]);
  return isReady || immediate ? children : placeholder;
}
