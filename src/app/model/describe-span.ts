import { MAX_RANGE_DAYS, STEP } from '../../contract/domain/time.ts';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import type { Format } from '../../i18n/format.ts';
import type { Translator } from '../../i18n/translate.ts';
import type { TypedRangeResult } from '../controls/range/parse-typed-range.ts';

/** `UTC+8`; both offsets when clocks change within the span. */
export function describeOffset(span: Span, { t }: Translator, format: Format): string {
  const first = format.offset(span.begin);
  const last = format.offset(span.end);
  return first === last ? first : t('range.twoOffsets', { first, last });
}

/** `Nov 15, 20:00 – Nov 22, 20:00, UTC+8` */
export function describeSpan(span: Span, translator: Translator, format: Format): string {
  const offset = describeOffset(span, translator, format);
  return translator.t('range.resolved', { span: format.span(span), offset });
}

/** `Sat, Nov 21, 21:10`; with its offset when clocks change within the span, where an hour comes twice. */
export function describeTime(
  at: EpochMs,
  span: Span,
  translator: Translator,
  format: Format,
): string {
  return withOffset(format.dayTime(at), at, span, translator, format);
}

/** `Sat, Nov 21, 21:10 – 21:15`, the bucket that starts at `at`; with its offset likewise, or both if they change in it. */
export function describeBucket(
  at: EpochMs,
  span: Span,
  translator: Translator,
  format: Format,
): string {
  const ends = { begin: at, end: at + STEP };
  if (format.offset(ends.begin) === format.offset(ends.end))
    return withOffset(format.bucket(at), at, span, translator, format);
  return translator.t('range.bucketOffsets', {
    begin: format.dayTime(ends.begin),
    first: format.offset(ends.begin),
    end: format.time(ends.end),
    last: format.offset(ends.end),
  });
}

function withOffset(
  text: string,
  at: EpochMs,
  span: Span,
  { t }: Translator,
  format: Format,
): string {
  const isClear = format.offset(span.begin) === format.offset(span.end - STEP);
  return isClear ? text : t('with', { text, aside: format.offset(at) });
}

/** What was typed, said back: the absolute times it means and what of it is not there. */
export function describeRead(
  read: TypedRangeResult & { ok: true },
  translator: Translator,
  format: Format,
): string {
  const { span, clipped } = read;
  if (clipped.length === 2) return translator.t('range.cut.both', { span: format.span(span) });
  if (clipped[0] === 'long')
    return translator.t('range.cut.long', {
      days: MAX_RANGE_DAYS,
      begin: format.dayTime(span.begin),
    });
  if (clipped[0] === 'before')
    return translator.t('range.cut.before', { begin: format.dayTime(span.begin) });
  if (clipped[0] === 'after')
    return translator.t('range.cut.after', { end: format.dayTime(span.end) });
  return describeSpan(span, translator, format);
}
