import type { WindowRequest } from '../../contract/wire/api.ts';
import { isFinal } from '../../contract/domain/freshness.ts';
import { METRIC_FACTS } from '../../contract/domain/metrics.ts';
import { STEP, ceilToStep } from '../../contract/domain/time.ts';
import type { Millis, Span } from '../../contract/domain/time.ts';
import type { UpstreamResponse } from '../../contract/wire/upstream.ts';
import { parseNodes, parseNumber } from '../../series/parse-nodes.ts';
import { encodeValues } from '../store/encoded-values.ts';
import type { StoredWindow } from '../store/window-store.ts';
import { sanitizeRequestId } from '../upstream/classify-error.ts';
import type { RequestTime } from '../upstream/upstream-clock.ts';

export interface StoredWindowOptions {
  settleMs: Millis;
  /** Scale of the upstream's rates; stored values are percentages. */
  rateScale: 'percent' | 'fraction';
}

/** `span` is the part of the window that was requested. */
export function toStoredWindow(
  request: WindowRequest,
  { begin, end }: Span,
  { response, sentAt, earliestSentAt }: { response: UpstreamResponse } & RequestTime,
  { settleMs, rateScale }: StoredWindowOptions,
): StoredWindow {
  const isRate = METRIC_FACTS[request.metric].unit === 'percent';
  const scale = rateScale === 'fraction' && isRate ? 100 : 1;
  // If our clock was ahead, the last buckets have not started yet.
  const startedEnd = Math.max(begin + STEP, Math.min(end, ceilToStep(sentAt)));
  const values = parseNodes(response.Nodes, { begin, end: startedEnd }, scale);
  const hasEnd = (values.at(-1) ?? null) !== null;
  return {
    begin,
    encodedValues: encodeValues(values),
    summary: parseSummary(response, scale),
    fetchedAt: sentAt,
    requestId: sanitizeRequestId(response.RequestId) ?? null,
    final: isFinal({ end: request.end, requestedAt: earliestSentAt, settleMs, hasEnd }),
    complete: begin === request.begin,
  };
}

function parseSummary({ SummaryData }: UpstreamResponse, scale: number): number | null {
  const value = parseNumber(SummaryData);
  return value === null || value < 0 ? null : Number((value * scale).toPrecision(12));
}
