import type { EpochMs } from './time.ts';

/** `today` and `yesterday` are calendar days of the view's zone. */
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

export type TimeRange =
  | { kind: 'preset'; preset: RangePreset }
  | { kind: 'absolute'; from: EpochMs; to: EpochMs };

export const COMPARISONS = ['none', 'previous', 'day', 'week'] as const;
/** A period of the same length: a named one, or one that starts at `from`. */
export type Comparison = (typeof COMPARISONS)[number] | { from: EpochMs };

/** `local` (the browser's zone), `UTC`, or an IANA name. */
export type ZoneChoice = string;
