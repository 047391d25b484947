import type { Span } from '../contract/time.ts';
import { timeAt } from './plot-box.ts';
import type { PlotBox } from './plot-box.ts';

/** Two fingers on the plot, in pixels from its left edge. */
export type Fingers = readonly [number, number];

/** Fingers nearer than this, in pixels, say nothing exact any more. */
const LEAST_APART = 24;

/** The span in sight once what was under two fingers at first is under where they are now; may leave `span`. */
export function pinchSpan(first: Fingers, now: Fingers, box: PlotBox, span: Span): Span {
  const times = [timeAt(first[0], box, span), timeAt(first[1], box, span)].sort((a, b) => a - b);
  const [left = 0, right = 0] = [...now].sort((a, b) => a - b);
  const [early = span.begin, late = span.end] = times;
  const perPixel = (late - early) / Math.max(LEAST_APART, right - left);
  const begin = early - left * perPixel;
  return { begin, end: begin + box.width * perPixel };
}
