import { LONGEST_DAYS } from '../../contract/time.ts';
import type { Span } from '../../contract/time.ts';
import type { Format } from '../words/format.ts';
import type { Words } from '../words/words.ts';
import type { ReadRange } from './read-range.ts';

/** `UTC+8`; both offsets when clocks change within the span. */
export function describeOffset(span: Span, { t }: Words, format: Format): string {
  const first = format.offset(span.begin);
  const last = format.offset(span.end);
  return first === last ? first : t('range.twoOffsets', { first, last });
}

/** `Nov 15, 20:00 – Nov 22, 20:00, UTC+8` */
export function describeSpan(span: Span, words: Words, format: Format): string {
  const offset = describeOffset(span, words, format);
  return words.t('range.resolved', { span: format.span(span), offset });
}

/** What was typed, said back: the absolute times it means and what of it is not there. */
export function describeRead(read: ReadRange & { ok: true }, words: Words, format: Format): string {
  const { span, clipped } = read;
  if (clipped.length === 2) return words.t('range.cut.both', { span: format.span(span) });
  if (clipped[0] === 'long')
    return words.t('range.cut.long', { days: LONGEST_DAYS, begin: format.dayTime(span.begin) });
  if (clipped[0] === 'before')
    return words.t('range.cut.before', { begin: format.dayTime(span.begin) });
  if (clipped[0] === 'after') return words.t('range.cut.after', { end: format.dayTime(span.end) });
  return describeSpan(span, words, format);
}
