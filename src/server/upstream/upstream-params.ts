import type { WindowRequest } from '../../contract/wire/api.ts';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import type { UpstreamParams } from '../../contract/wire/upstream.ts';

/** `span` has begun; EndTs is never in the future. */
export function toUpstreamParams(request: WindowRequest, span: Span, now: EpochMs): UpstreamParams {
  const { appId, metric, os, terminal, channelId } = request;
  // The documentation does not say whether EndTs is inclusive.
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
