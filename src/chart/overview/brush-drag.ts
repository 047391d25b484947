import { HOUR, STEP, ceilToStep, floorToStep } from '../../contract/domain/time.ts';
import type { EpochMs, Span } from '../../contract/domain/time.ts';

/** One end of the window, the whole window, or a new one. */
export type BrushHandle = 'begin' | 'end' | 'move' | 'draw';

const MIN_WINDOW = 2 * STEP;

/** Returns the window after a drag: whole buckets, inside `range`. */
export function dragBrush(
  handle: BrushHandle,
  window: Span,
  from: EpochMs,
  to: EpochMs,
  range: Span,
): Span {
  const delta = to - from;
  switch (handle) {
    case 'begin':
      return {
        begin: roundAndClamp(window.begin + delta, range.begin, window.end - MIN_WINDOW),
        end: window.end,
      };
    case 'end':
      return {
        begin: window.begin,
        end: roundAndClamp(window.end + delta, window.begin + MIN_WINDOW, range.end),
      };
    case 'move': {
      const length = window.end - window.begin;
      const begin = roundAndClamp(window.begin + delta, range.begin, range.end - length);
      return { begin, end: begin + length };
    }
    default: {
      const first = floorToStep(Math.min(from, to));
      const begin = roundAndClamp(first, range.begin, range.end - MIN_WINDOW);
      const last = ceilToStep(Math.max(from, to));
      return { begin, end: Math.min(range.end, Math.max(last, begin + MIN_WINDOW)) };
    }
  }
}

/** Returns the new time of a window end at `at`; undefined for other keys. */
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

function roundAndClamp(at: EpochMs, low: EpochMs, high: EpochMs): EpochMs {
  return Math.max(low, Math.min(Math.round(at / STEP) * STEP, high));
}
