// The room a chart takes, before and after its code is here.
import type { CSSProperties } from 'react';

/** In pixels; `fill`: what its flex container leaves it; `least`: so much, and what is left over. */
export type ChartHeight = number | 'fill' | { least: number };

/** The style of a chart's box: no drawing in it holds it open. */
export function chartBoxStyle(height: ChartHeight): CSSProperties {
  if (typeof height === 'number') return { height };
  const least = height === 'fill' ? 0 : height.least;
  return { flex: `1 1 ${least}px`, minHeight: least };
}
