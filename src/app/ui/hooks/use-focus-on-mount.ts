import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/** Returns a ref for the element to focus on mount. */
export function useFocusOnMount<T extends HTMLElement>(): RefObject<T | null> {
  const element = useRef<T>(null);
  useEffect(() => element.current?.focus(), []);
  return element;
}
