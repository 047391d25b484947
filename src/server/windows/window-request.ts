// Between a window and its call: what is sent for it, and what the answer makes of it.
import type { WindowRequest } from '../../contract/wire/api.ts';
import { isFinal } from '../../contract/domain/freshness.ts';
import { METRIC_FACTS } from '../../contract/domain/metrics.ts';
import { STEP, ceilToStep } from '../../contract/domain/time.ts';
import type { EpochMs, Millis, Span } from '../../contract/domain/time.ts';
import type { UpstreamResponse, UpstreamParams } from '../../contract/wire/upstream.ts';
import { nodesToColumn, parseNumber } from '../../series/parse-nodes.ts';
import { encodeValues } from '../store/encoded-values.ts';
import { sanitizeRequestId } from '../upstream/classify-error.ts';
import type { UpstreamReply } from '../upstream/upstream-client.ts';
import type { StoredWindow } from '../store/window-store.ts';

/** The parameters of the call for `span`, which has begun: never a time that is still to come. */
export function toParams(request: WindowRequest, span: Span, now: EpochMs): UpstreamParams {
  const { appId, metric, os, terminal, channelId } = request;
  // Whether EndTs is inclusive is not documented, so the first millisecond after the span is left out.
  const end = Math.max(span.begin + 1, Math.min(span.end, now) - 1);
  return {
    AppId: appId,
    MetricType: metric,
    BeginTs: String(span.begin),
    EndTs: String(end),
    ...(os && { Os: os }),
    ...(terminal && { TerminalType: terminal }),
    ...(channelId && { ChannelId: channelId }),
  };
}

export interface StoredWindowOptions {
  settleMs: Millis;
  rateScale: 'percent' | 'fraction';
}

/** What is kept of the answer about `span`, the part of the window that was asked for. */
export function toStoredWindow(
  request: WindowRequest,
  { begin, end }: Span,
  { answer, askedAt, askedAtLeast }: UpstreamReply,
  { settleMs, rateScale }: StoredWindowOptions,
): StoredWindow {
  const isRate = METRIC_FACTS[request.metric].unit === 'percent';
  const scale = rateScale === 'fraction' && isRate ? 100 : 1;
  // A clock that was ahead until this answer had taken more for begun than has.
  const begun = Math.max(begin + STEP, Math.min(end, ceilToStep(askedAt)));
  const values = nodesToColumn(answer.Nodes, { begin, end: begun }, scale);
  const hasEnd = (values.at(-1) ?? null) !== null;
  return {
    begin,
    encodedValues: encodeValues(values),
    summary: summaryOf(answer, scale),
    fetchedAt: askedAt,
    requestId: sanitizeRequestId(answer.RequestId) ?? null,
    final: isFinal({ end: request.end, requestedAt: askedAtLeast, settleMs, hasEnd }),
    complete: begin === request.begin,
  };
}

function summaryOf(answer: UpstreamResponse, scale: number): number | null {
  const value = parseNumber(answer.SummaryData);
  return value === null || value < 0 ? null : Number((value * scale).toPrecision(12));
}
