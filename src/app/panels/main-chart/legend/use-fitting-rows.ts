import { useLayoutEffect, useState } from 'react';

/** Of the panel's height. */
const MAX_SHARE = 0.54;
const MIN_ROWS = 2;

/**
 * Returns a ref for the legend and the number of rows that fit it without scrolling. The legend's
 * parent has a height independent of its content. Infinity unless `isFixed`.
 */
export function useFittingRows(isFixed: boolean): [(legend: HTMLElement | null) => void, number] {
  const [legend, setLegend] = useState<HTMLElement | null>(null);
  const [rowCount, setRowCount] = useState(Infinity);
  useLayoutEffect(() => {
    const panel = legend?.parentElement;
    if (!isFixed || !panel) return undefined;
    const heightOf = (selector: string) =>
      legend.querySelector(selector)?.getBoundingClientRect().height ?? 0;
    const measure = () => {
      const row = heightOf('tbody');
      const available =
        MAX_SHARE * panel.getBoundingClientRect().height -
        heightOf('thead') -
        heightOf('[data-foot]');
      setRowCount(row > 0 ? Math.max(MIN_ROWS, Math.floor(available / row)) : Infinity);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(panel);
    for (const part of legend.children) observer.observe(part);
    return () => observer.disconnect();
  }, [legend, isFixed]);
  return [setLegend, isFixed ? rowCount : Infinity];
}
