import { startTransition, useCallback, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/** In whole pixels; 0 before mounting. */
export interface Size {
  width: number;
  height: number;
}

const EMPTY: Size = { width: 0, height: 0 };

/**
 * Returns a ref for an element and the size of its content box. `expected` is used until the first
 * measurement. Before printing, the element is measured again.
 */
export function useSize(
  expected?: Size,
): [ref: (element: HTMLElement | null) => (() => void) | undefined, size: Size] {
  const [size, setSize] = useState(expected ?? EMPTY);
  const latestSize = useRef(size);
  const [isExpected] = useState(expected !== undefined);
  const ref = useCallback(
    (element: HTMLElement | null) => {
      if (!element) return undefined;
      const updateSize = (next: Size) => {
        latestSize.current = next;
        setSize(next);
      };
      const measure = () => updateSize(toWholePixels(element.clientWidth, element.clientHeight));
      // So that the first paint includes the drawing.
      if (!isExpected) measure();
      const observer = new ResizeObserver(([entry]) => {
        if (!entry) return;
        const observed = toWholePixels(entry.contentRect.width, entry.contentRect.height);
        // The observer fires immediately; an equal size must not render.
        const { width, height } = latestSize.current;
        if (observed.width === width && observed.height === height) return;
        // All charts resize together; avoids a long task.
        startTransition(() => updateSize(observed));
      });
      observer.observe(element);
      // Observers do not run while printing.
      const printQuery = window.matchMedia('print');
      const measureForPrint = () => flushSync(measure);
      printQuery.addEventListener('change', measureForPrint);
      return () => {
        observer.disconnect();
        printQuery.removeEventListener('change', measureForPrint);
      };
    },
    [isExpected],
  );
  return [ref, size];
}

function toWholePixels(width: number, height: number): Size {
  return { width: Math.floor(width), height: Math.floor(height) };
}
