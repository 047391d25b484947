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

const PRESET_BY_LENGTH: ReadonlyMap<Millis, RangePreset> = new Map([
  [HOUR, '1h'],
  [6 * HOUR, '6h'],
  [DAY, '24h'],
  [3 * DAY, '3d'],
  [7 * DAY, '7d'],
  [14 * DAY, '14d'],
]);

// A span that ends now and is as long as a preset becomes the preset.
function toRange({ begin, end }: Span, now: EpochMs): TimeRange {
  const preset = end === ceilToStep(now) ? PRESET_BY_LENGTH.get(end - begin) : undefined;
  return preset ? { kind: 'preset', preset } : { kind: 'absolute', from: begin, to: end };
}

/** Moves by one length; returns undefined at the limit of the data. */
export function stepRange(
  span: Span,
  direction: -1 | 1,
  now: EpochMs,
  oldest: EpochMs,
): TimeRange | undefined {
  const next = shiftRange(span, direction, now, oldest);
  const hasMoved = direction === 1 ? next.end > span.end : next.begin < span.begin;
  return hasMoved ? toRange(next, now) : undefined;
}

/** Doubles the range around its middle, within its limits; returns undefined if it cannot grow. */
export function zoomOut(span: Span, now: EpochMs, oldest: EpochMs): TimeRange | undefined {
  const length = span.end - span.begin;
  const half = Math.min(length, MAX_RANGE - length) / 2;
  const doubled = { begin: floorToStep(span.begin - half), end: ceilToStep(span.end + half) };
  const { span: next, empty } = clampRange(doubled, now, oldest);
  if (empty || (next.begin >= span.begin && next.end <= span.end)) return undefined;
  const isFullRange = next.begin === ceilToStep(oldest) && next.end === ceilToStep(now);
  // No preset covers archived days before the lookback of the API.
  if (isFullRange && next.end - next.begin <= LOOKBACK_DAYS * DAY) {
    return { kind: 'preset', preset: '30d' };
  }
  return toRange(next, now);
}
