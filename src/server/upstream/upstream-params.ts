import type { WindowRequest } from '../../contract/wire/api.ts';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import type { UpstreamParams } from '../../contract/wire/upstream.ts';

/** Returns the query parameters of a call for `span`, which has begun. EndTs is never in the future. */
export function toUpstreamParams(request: WindowRequest, span: Span, now: EpochMs): UpstreamParams {
  const { appId, metric, os, terminal, channelId } = request;
  // Whether EndTs is inclusive is not documented, so ask for the last millisecond of the span.
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
