// The room a chart takes, before and after its code is here.
import type { CSSProperties } from 'react';

/** In pixels, or `fill`: what its flex container leaves it. */
export type ChartHeight = number | 'fill';

/** The style of a chart's box: no drawing in it holds it open. */
export function chartBox(height: ChartHeight): CSSProperties {
  return height === 'fill' ? { flex: '1 1 0', minHeight: 0 } : { height };
}
