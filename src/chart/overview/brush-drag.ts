import { HOUR, STEP, ceilToStep, floorToStep } from '../../contract/domain/time.ts';
import type { EpochMs, Span } from '../../contract/domain/time.ts';

/** What is dragged: an end of the window, all of it, or a new one on the empty part. */
export type BrushHandle = 'begin' | 'end' | 'move' | 'draw';

/** Fewer buckets than this are not worth a look. */
const LEAST = 2 * STEP;

/** `window` once `grip` is dragged from one time to another; five-minute aligned, inside `range`, never empty. */
export function dragBrush(
  grip: BrushHandle,
  window: Span,
  from: EpochMs,
  to: EpochMs,
  range: Span,
): Span {
  const by = to - from;
  switch (grip) {
    case 'begin':
      return {
        begin: clampTo(window.begin + by, range.begin, window.end - LEAST),
        end: window.end,
      };
    case 'end':
      return {
        begin: window.begin,
        end: clampTo(window.end + by, window.begin + LEAST, range.end),
      };
    case 'move': {
      const length = window.end - window.begin;
      const begin = clampTo(window.begin + by, range.begin, range.end - length);
      return { begin, end: begin + length };
    }
    default: {
      const begin = clampTo(floorToStep(Math.min(from, to)), range.begin, range.end - LEAST);
      const end = Math.min(range.end, Math.max(ceilToStep(Math.max(from, to)), begin + LEAST));
      return { begin, end };
    }
  }
}

/** Where a key brings an end of the window that is at `at`; undefined for other keys. */
export function moveByKey(
  key: string,
  shift: boolean,
  at: EpochMs,
  range: Span,
): EpochMs | undefined {
  const stride = shift ? HOUR : STEP;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return at - stride;
    case 'ArrowRight':
    case 'ArrowUp':
      return at + stride;
    case 'PageDown':
      return at - 6 * HOUR;
    case 'PageUp':
      return at + 6 * HOUR;
    case 'Home':
      return range.begin;
    case 'End':
      return range.end;
    default:
      return undefined;
  }
}

/** `at` to the nearest bucket, kept between the two; a range shorter than a window gives `low`. */
function clampTo(at: EpochMs, low: EpochMs, high: EpochMs): EpochMs {
  return Math.max(low, Math.min(Math.round(at / STEP) * STEP, high));
}
