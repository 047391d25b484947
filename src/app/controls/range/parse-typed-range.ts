import type { TimeRange } from '../../../contract/domain/range.ts';
import type { EpochMs, Span } from '../../../contract/domain/time.ts';
import { parseRangeText } from '../../../view/range-text.ts';
import { clampRange, resolveRange } from '../../../planning/resolve-range.ts';
import type { ClampedRange } from '../../../planning/resolve-range.ts';

export type TypedRangeResult =
  | { ok: true; range: TimeRange; span: Span; clipped: ClampedRange['clipped'] }
  | { ok: false; error: 'unreadable' | 'reversed' | 'empty' | 'outside' };

/** Parses a typed range and clamps it to the available data. */
export function parseTypedRange(
  text: string,
  now: EpochMs,
  zone: string,
  oldest: EpochMs,
): TypedRangeResult {
  const parsed = parseRangeText(text, now, zone);
  if ('error' in parsed) return { ok: false, error: parsed.error };
  const { range } = parsed;
  const { span, clipped, empty } = clampRange(resolveRange(range, now, zone), now, oldest);
  if (empty) return { ok: false, error: 'outside' };
  // Presets may exceed the limit by minutes, which is not reported.
  if (range.kind === 'preset') return { ok: true, range, span, clipped: [] };
  return { ok: true, range: { kind: 'absolute', from: span.begin, to: span.end }, span, clipped };
}
