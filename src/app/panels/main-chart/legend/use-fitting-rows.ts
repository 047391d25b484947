import { useLayoutEffect, useState } from 'react';

/** Of its panel's height, what a legend takes at most; the rest is the chart's. */
const SHARE = 0.54;
const FEWEST = 2;

/**
 * How many rows there is room for where nobody scrolls: of a legend that is a child of its panel, which
 * is as high as the window leaves it, whatever is in it. Infinity where `isFixed` is not set.
 */
export function useFittingRows(isFixed: boolean): [(box: HTMLElement | null) => void, number] {
  const [box, setBox] = useState<HTMLElement | null>(null);
  const [most, setMost] = useState(Infinity);
  useLayoutEffect(() => {
    const panel = box?.parentElement;
    if (!isFixed || !panel) return undefined;
    const heightOf = (selector: string) =>
      box.querySelector(selector)?.getBoundingClientRect().height ?? 0;
    const measure = () => {
      const row = heightOf('tbody');
      const room =
        SHARE * panel.getBoundingClientRect().height - heightOf('thead') - heightOf('[data-foot]');
      setMost(row > 0 ? Math.max(FEWEST, Math.floor(room / row)) : Infinity);
    };
    const watcher = new ResizeObserver(measure);
    watcher.observe(panel);
    // Types and words may change their height.
    for (const part of box.children) watcher.observe(part);
    return () => watcher.disconnect();
  }, [box, isFixed]);
  return [setBox, isFixed ? most : Infinity];
}
