import type { EpochMs } from './time.ts';

/** Ranges that end now and move with the clock; `today` and `yesterday` are days of the reader's zone. */
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

/** What the person asked for; `windows/` makes a Span of it. */
export type TimeRange =
  | { kind: 'preset'; preset: RangePreset }
  | { kind: 'absolute'; from: EpochMs; to: EpochMs };

/** What a period can be compared with by name: the one before it, or the same time a day or a week before. */
export const COMPARISONS = ['none', 'previous', 'day', 'week'] as const;
/** One of COMPARISONS, or a period of the same length that starts at a moment of one's own. */
export type Comparison = (typeof COMPARISONS)[number] | { from: EpochMs };

/** `local` (the browser's zone), `UTC`, or an IANA name. */
export type ZoneChoice = string;
