import { startTransition, useCallback, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

/** In whole pixels; 0 until it is in the page. */
export interface Size {
  width: number;
  height: number;
}

const NONE: Size = { width: 0, height: 0 };

/**
 * A ref for an element and the size of its content; until it is measured `expected`, where somebody
 * knows it before. For print it is measured on the sheet, where browsers let scripts do that.
 */
export function useSize(
  expected?: Size,
): [ref: (element: HTMLElement | null) => (() => void) | undefined, size: Size] {
  const [size, setSize] = useState(expected ?? NONE);
  const setRef = useRef(size);
  const [isExpected] = useState(expected !== undefined);
  const ref = useCallback(
    (element: HTMLElement | null) => {
      if (!element) return undefined;
      const set = (next: Size) => {
        setRef.current = next;
        setSize(next);
      };
      const measure = () => set(wholePixels(element.clientWidth, element.clientHeight));
      // Measured at once, so that the first paint already has the drawing. The whole page is laid out for it.
      if (!isExpected) measure();
      const observer = new ResizeObserver(([entry]) => {
        if (!entry) return;
        const observed = wholePixels(entry.contentRect.width, entry.contentRect.height);
        // It tells first what has been measured already, and a state that is set again is a render again.
        const { width, height } = setRef.current;
        if (observed.width === width && observed.height === height) return;
        // All charts of a page change at once: in slices, so that none of them makes a long task.
        startTransition(() => set(observed));
      });
      observer.observe(element);
      // Observers are not asked while a page is printed, and what is not drawn at once is not printed.
      const print = window.matchMedia('print');
      const measureNow = () => flushSync(measure);
      print.addEventListener('change', measureNow);
      return () => {
        observer.disconnect();
        print.removeEventListener('change', measureNow);
      };
    },
    [isExpected],
  );
  return [ref, size];
}

function wholePixels(width: number, height: number): Size {
  return { width: Math.floor(width), height: Math.floor(height) };
}
