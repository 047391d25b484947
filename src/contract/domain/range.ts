import type { EpochMs } from './time.ts';

/** Ranges that move with the clock; `today` and `yesterday` are calendar days of the view's zone. */
export const RANGE_PRESETS = [
  '1h',
  '6h',
  '24h',
  'today',
  'yesterday',
  '3d',
  '7d',
  '14d',
  '30d',
] as const;
export type RangePreset = (typeof RANGE_PRESETS)[number];

/** The range of a view, which `planning/resolve-range` resolves to a Span. */
export type TimeRange =
  | { kind: 'preset'; preset: RangePreset }
  | { kind: 'absolute'; from: EpochMs; to: EpochMs };

/** Periods to compare with: the one before, or the same time a day or a week earlier. */
export const COMPARISONS = ['none', 'previous', 'day', 'week'] as const;
/** A named period, or one of the same length that starts at `from`. */
export type Comparison = (typeof COMPARISONS)[number] | { from: EpochMs };

/** `local` (the browser's zone), `UTC`, or an IANA name. */
export type ZoneChoice = string;
