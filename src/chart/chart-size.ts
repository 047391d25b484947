import type { CSSProperties } from 'react';

/** In pixels. `fill` takes the free space of its flex container, `least` the same with a minimum. */
export type ChartHeight = number | 'fill' | { least: number };

/** Returns the style of a chart's box, which does not depend on its content. */
export function chartBoxStyle(height: ChartHeight): CSSProperties {
  if (typeof height === 'number') return { height };
  const least = height === 'fill' ? 0 : height.least;
  return { flex: `1 1 ${least}px`, minHeight: least };
}
