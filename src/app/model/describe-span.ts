import type { Comparison } from '../../contract/domain/range.ts';
import { MAX_RANGE_DAYS, STEP } from '../../contract/domain/time.ts';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import type { Format } from '../../i18n/format.ts';
import type { Translator } from '../../i18n/translate.ts';
import type { ClampedRange } from '../../planning/resolve-range.ts';

/** `UTC+8`, or both offsets. */
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

/** `Sat, Nov 21, 21:10`, with the offset if the clocks change within `span`. */
export function describeTime(
  at: EpochMs,
  span: Span,
  translator: Translator,
  format: Format,
): string {
  return addAmbiguousOffset(format.dayTime(at), at, span, translator, format);
}

/** `Sat, Nov 21, 21:10 – 21:15` for the bucket at `at`, with offsets like `describeTime`. */
export function describeBucket(
  at: EpochMs,
  span: Span,
  translator: Translator,
  format: Format,
): string {
  const end = at + STEP;
  if (format.offset(at) === format.offset(end))
    return addAmbiguousOffset(format.bucket(at), at, span, translator, format);
  return translator.t('range.bucketOffsets', {
    begin: format.dayTime(at),
    first: format.offset(at),
    end: format.time(end),
    last: format.offset(end),
  });
}

function addAmbiguousOffset(
  text: string,
  at: EpochMs,
  span: Span,
  { t }: Translator,
  format: Format,
): string {
  const isUnambiguous = format.offset(span.begin) === format.offset(span.end - STEP);
  return isUnambiguous ? text : t('with', { text, aside: format.offset(at) });
}

/** Describes the resolved times, or the end that was cut. */
export function describeClippedRange(
  { span, clipped }: Pick<ClampedRange, 'span' | 'clipped'>,
  translator: Translator,
  format: Format,
): string {
  const [side] = clipped;
  const begin = format.dayTime(span.begin);
  if (clipped.length === 2) return translator.t('range.cut.both', { span: format.span(span) });
  if (side === 'long') return translator.t('range.cut.long', { days: MAX_RANGE_DAYS, begin });
  if (side === 'before') return translator.t('range.cut.before', { begin });
  if (side === 'after') return translator.t('range.cut.after', { end: format.dayTime(span.end) });
  return describeSpan(span, translator, format);
}

/** `week before`, `from Sat, Nov 14, 20:00`. */
export function describeComparison(
  comparison: Comparison,
  { t }: Translator,
  format: Format,
): string {
  return typeof comparison === 'string'
    ? t(`compare.${comparison}`)
    : t('compare.custom', { when: format.dayTime(comparison.from) });
}
