import { startTransition, useCallback, useState } from 'react';
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
  const [isExpected] = useState(expected !== undefined);
  const ref = useCallback(
    (element: HTMLElement | null) => {
      if (!element) return undefined;
      const set = (width: number, height: number) =>
        setSize((old) => {
          const size = { width: Math.floor(width), height: Math.floor(height) };
          return size.width === old.width && size.height === old.height ? old : size;
        });
      const measure = () => set(element.clientWidth, element.clientHeight);
      // Measured at once, so that the first paint already has the drawing. The whole page is laid out for it.
      if (!isExpected) measure();
      const observer = new ResizeObserver(([entry]) => {
        if (!entry) return;
        // All charts of a page change at once: in slices, so that none of them makes a long task.
        startTransition(() => set(entry.contentRect.width, entry.contentRect.height));
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
