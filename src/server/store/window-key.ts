import type { WindowRequest } from '../../contract/wire/api.ts';

/** What two requests must share to be the same window: one text, here and nowhere else. */
export function windowKey(request: WindowRequest): string {
  const { appId, metric, os = '', terminal = '', channelId = '', begin, end } = request;
  return JSON.stringify([appId, metric, os, terminal, channelId, begin, end]);
}
