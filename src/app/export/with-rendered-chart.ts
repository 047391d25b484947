import { createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { ChartContent } from '../../chart/chart-types.ts';
import { createCrosshairStore } from '../../chart/pointer/crosshair-store.ts';

// Pixels, on any screen.
const WIDTH = 960;
const HEIGHT = 330;

/** Renders the chart invisibly, passes it to `read` and removes it. Rejects if nothing is drawn. */
export async function withRenderedChart<T>(
  content: ChartContent,
  read: (svg: SVGSVGElement) => T,
): Promise<T> {
  const { TimeChart } = await import('../../chart/TimeChart.tsx');
  const container = document.createElement('div');
  container.inert = true;
  Object.assign(container.style, {
    position: 'fixed',
    inset: '0 auto auto 0',
    width: `${WIDTH}px`,
    visibility: 'hidden',
  });
  document.body.append(container);
  const root = createRoot(container);
  try {
    const chart = { ...content, height: HEIGHT, crosshair: createCrosshairStore() };
    flushSync(() =>
      root.render(createElement(TimeChart, { ...chart, label: '', description: '' })),
    );
    // The axes follow one frame after the chart's frame.
    await new Promise(requestAnimationFrame);
    const svg = container.querySelector<SVGSVGElement>('.chart-drawing svg');
    if (!svg) throw new Error('the chart was not drawn');
    return read(svg);
  } finally {
    root.unmount();
    container.remove();
  }
}
