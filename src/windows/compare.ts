// A span -> the span it is compared with: always of the same length, so that equal time has passed in both.
import { TZDate } from '@date-fns/tz';
import { subDays } from 'date-fns';
import type { Comparison } from '../contract/range.ts';
import { floorToStep } from '../contract/time.ts';
import type { EpochMs, Span } from '../contract/time.ts';

/** Calendar days back, for what keeps the time on the clock. */
const DAYS_BACK = { day: 1, week: 7 } as const;

/**
 * The five-minute aligned span that `comparison` sets beside `span`; undefined for none. A day and a
 * week before begin at the same time on the clock in `zone` (a resolved IANA name or `UTC`), which
 * around a change of clocks is 23 or 25 hours off a multiple of a day; where that time was skipped, an
 * hour later. It may reach further back than there is data: the caller cuts it.
 */
export function comparedSpan(span: Span, comparison: Comparison, zone: string): Span | undefined {
  const begin = comparedBegin(span, comparison, zone);
  return begin === undefined ? undefined : { begin, end: begin + (span.end - span.begin) };
}

function comparedBegin(span: Span, comparison: Comparison, zone: string): EpochMs | undefined {
  if (typeof comparison !== 'string') return floorToStep(comparison.from);
  switch (comparison) {
    case 'none':
      return undefined;
    case 'previous':
      return span.begin - (span.end - span.begin);
    default:
      return floorToStep(subDays(new TZDate(span.begin, zone), DAYS_BACK[comparison]).getTime());
  }
}
