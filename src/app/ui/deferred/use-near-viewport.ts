import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

/** How far outside of the window counts as near. */
const MARGIN = '400px';

/** Whether the element has been near the window once since it was `due`: what is far below may wait for its data. */
export function useNearViewport<T extends Element>(due = true): [RefObject<T | null>, boolean] {
  const ref = useRef<T>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || near || !due) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true);
      },
      { rootMargin: MARGIN },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [near, due]);
  return [ref, near];
}
