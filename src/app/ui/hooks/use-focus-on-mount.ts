import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/** A ref for the element that takes the focus when its panel appears. */
export function useFocusOnMount<T extends HTMLElement>(): RefObject<T | null> {
  const element = useRef<T>(null);
  useEffect(() => element.current?.focus(), []);
  return element;
}
