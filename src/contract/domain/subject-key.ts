import type { Subject } from './segments.ts';
import type { Span } from './time.ts';

/** The identity of a series as text; equal for equal subjects. */
export function subjectKey({ appId, metric, os, terminal, channelId }: Subject): string {
  return JSON.stringify([appId, metric, os ?? '', terminal ?? '', channelId ?? '']);
}

/** The identity of a window as text; equal for equal requests. */
export function windowKey(request: Subject & Span): string {
  const { appId, metric, os, terminal, channelId, begin, end } = request;
  return JSON.stringify([appId, metric, os ?? '', terminal ?? '', channelId ?? '', begin, end]);
}
