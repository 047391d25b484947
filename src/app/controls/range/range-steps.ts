// The span in sight -> the one a press of ‹, › or ⊖ leads to.
import type { RangePreset, TimeRange } from '../../../contract/domain/range.ts';
import {
  DAY,
  HOUR,
  LOOKBACK_DAYS,
  ceilToStep,
  floorToStep,
} from '../../../contract/domain/time.ts';
import type { EpochMs, Millis, Span } from '../../../contract/domain/time.ts';
import { MAX_RANGE, clampRange, shiftRange } from '../../../planning/resolve-range.ts';

const PRESET_OF_LENGTH: ReadonlyMap<Millis, RangePreset> = new Map([
  [HOUR, '1h'],
  [6 * HOUR, '6h'],
  [DAY, '24h'],
  [3 * DAY, '3d'],
  [7 * DAY, '7d'],
  [14 * DAY, '14d'],
]);

/** A span as a range: one that reaches now and is as long as a preset moves with the clock again. */
function rangeOf({ begin, end }: Span, now: EpochMs): TimeRange {
  const preset = end === ceilToStep(now) ? PRESET_OF_LENGTH.get(end - begin) : undefined;
  return preset ? { kind: 'preset', preset } : { kind: 'absolute', from: begin, to: end };
}

/** One range earlier or later; undefined when it is at that limit already. */
export function stepRange(
  span: Span,
  direction: -1 | 1,
  now: EpochMs,
  oldest: EpochMs,
): TimeRange | undefined {
  const next = shiftRange(span, direction, now, oldest);
  const moved = direction === 1 ? next.end > span.end : next.begin < span.begin;
  return moved ? rangeOf(next, now) : undefined;
}

/** Twice the range around its middle, as far as there is data and one page shows; undefined when it cannot grow. */
export function zoomOut(span: Span, now: EpochMs, oldest: EpochMs): TimeRange | undefined {
  const length = span.end - span.begin;
  const half = Math.min(length, MAX_RANGE - length) / 2;
  const wide = { begin: floorToStep(span.begin - half), end: ceilToStep(span.end + half) };
  const { span: next, empty } = clampRange(wide, now, oldest);
  if (empty || (next.begin >= span.begin && next.end <= span.end)) return undefined;
  const isAll = next.begin === ceilToStep(oldest) && next.end === ceilToStep(now);
  // What this server keeps beyond the upstream's days has no name.
  if (isAll && next.end - next.begin <= LOOKBACK_DAYS * DAY) {
    return { kind: 'preset', preset: '30d' };
  }
  return rangeOf(next, now);
}
