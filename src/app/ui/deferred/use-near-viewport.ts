import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

const MARGIN = '400px';

/** Returns whether the element has been within 400 px of the viewport while `enabled`. */
export function useNearViewport<T extends Element>(enabled = true): [RefObject<T | null>, boolean] {
  const ref = useRef<T>(null);
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || isNear || !enabled) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setIsNear(true);
      },
      { rootMargin: MARGIN },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [isNear, enabled]);
  return [ref, isNear];
}
