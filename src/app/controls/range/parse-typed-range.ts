// What was typed -> a range that can be shown, or why it cannot.
import type { TimeRange } from '../../../contract/domain/range.ts';
import type { EpochMs, Span } from '../../../contract/domain/time.ts';
import { parseRangeText } from '../../../view/range-text.ts';
import { clampRange, resolveRange } from '../../../planning/resolve-range.ts';
import type { ClampedRange } from '../../../planning/resolve-range.ts';

export type TypedRangeResult =
  | { ok: true; range: TimeRange; span: Span; clipped: ClampedRange['clipped'] }
  | { ok: false; error: 'unreadable' | 'reversed' | 'empty' | 'outside' };

/** The range `text` means at `now` in `zone`, cut to what there is. */
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
  // A preset's last minutes may be past the limit at any time; that is not worth a word.
  if (range.kind === 'preset') return { ok: true, range, span, clipped: [] };
  return { ok: true, range: { kind: 'absolute', from: span.begin, to: span.end }, span, clipped };
}
