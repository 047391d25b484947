import type { CSSProperties } from 'react';

/** In pixels; `fill` and `least` grow in a flex container. */
export type ChartHeight = number | 'fill' | { least: number };

export function chartBoxStyle(height: ChartHeight): CSSProperties {
  if (typeof height === 'number') return { height };
  const least = height === 'fill' ? 0 : height.least;
  return { flex: `1 1 ${least}px`, minHeight: least };
}
