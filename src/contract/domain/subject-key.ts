import type { Subject } from './segments.ts';
import type { Span } from './time.ts';

/** Identifies a series. */
export function subjectKey({ appId, metric, os, terminal, channelId }: Subject): string {
  return JSON.stringify([appId, metric, os ?? '', terminal ?? '', channelId ?? '']);
}

/** Identifies a window. */
export function windowKey(request: Subject & Span): string {
  const { appId, metric, os, terminal, channelId, begin, end } = request;
  return JSON.stringify([appId, metric, os ?? '', terminal ?? '', channelId ?? '', begin, end]);
}
