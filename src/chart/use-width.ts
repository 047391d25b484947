import { useCallback, useState } from 'react';
import { flushSync } from 'react-dom';

/**
 * A ref for an element and its content width in whole pixels; 0 until it is in the page. For print it
 * is measured on the sheet, where browsers let scripts do that.
 */
export function useWidth(): [
  ref: (element: HTMLElement | null) => (() => void) | undefined,
  width: number,
] {
  const [width, setWidth] = useState(0);
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const measure = () => setWidth(Math.floor(element.clientWidth));
    // Measured at once, so that the first paint already has the drawing.
    measure();
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width));
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
  }, []);
  return [ref, width];
}
