// A chart -> its drawing for a picture: on its own, as large and with all that belongs to it, however it is shown on the page.
import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { ChartContent } from '../../chart/chart-types.ts';
import { createCrosshairStore } from '../../chart/pointer/crosshair-store.ts';

/** Of every picture's drawing, in pixels: the same from a phone and from a wall screen. */
const WIDTH = 960;
const HEIGHT = 330;

/**
 * Draws the chart out of sight, with the page's styles, and gives it to `read`; it is gone afterwards.
 * Rejects where it cannot be drawn.
 */
export async function withDrawing<T>(
  drawing: ChartContent,
  read: (svg: SVGSVGElement) => T,
): Promise<T> {
  const { TimeChart } = await import('../../chart/TimeChart.tsx');
  const holder = document.createElement('div');
  holder.inert = true;
  Object.assign(holder.style, {
    position: 'fixed',
    inset: '0 auto auto 0',
    width: `${WIDTH}px`,
    visibility: 'hidden',
  });
  document.body.append(holder);
  const root = createRoot(holder);
  try {
    const chart = { ...drawing, height: HEIGHT, crosshair: createCrosshairStore() };
    flushSync(() =>
      root.render(createElement(TimeChart, { ...chart, label: '', description: '' })),
    );
    // The axes come once the frame around them is there.
    await new Promise(requestAnimationFrame);
    const svg = holder.querySelector<SVGSVGElement>('.chart-drawing svg');
    if (!svg) throw new Error('no chart is drawn');
    return read(svg);
  } finally {
    root.unmount();
    holder.remove();
  }
}
