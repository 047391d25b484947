import { Hono } from 'hono';
import { MAX_BODY_BYTES, WindowsRequestSchema } from '../../contract/wire/api.ts';
import type { WindowRequest } from '../../contract/wire/api.ts';
import type { AppEnv } from '../http/env.ts';
import { badRequest, readBody } from '../http/read-body.ts';
import { jsonOnly } from '../middleware/content-type.ts';
import type { Services } from '../services.ts';
import type { Settings } from '../settings/settings.ts';

export type WindowsRouteDeps = Pick<Services, 'settings' | 'windowService' | 'setProbeApp' | 'log'>;

/** POST /windows: one NDJSON line per requested window, in the order of completion. */
export function createWindowsRoutes(deps: WindowsRouteDeps): Hono<AppEnv> {
  const { settings, windowService, setProbeApp, log } = deps;
  return new Hono<AppEnv>().post('/windows', jsonOnly(), async (c) => {
    const request = c.req.raw;
    const client = c.env.client.id;
    windowService.queueLimit.check(client);
    const { windows } = await readBody(request, WindowsRequestSchema, MAX_BODY_BYTES);
    rejectUnknownApps(settings, windows);
    setProbeApp(windows[0]?.appId);
    log.debug('windows requested', { windows: windows.length });
    const body = windowService.streamWindows(windows, client, request.signal);
    return new Response(body, { headers: { 'content-type': 'application/x-ndjson' } });
  });
}

function rejectUnknownApps({ anyApp, apps }: Settings, windows: readonly WindowRequest[]): void {
  if (anyApp) return;
  const appIds = new Set(apps.map(({ id }) => id));
  const index = windows.findIndex(({ appId }) => !appIds.has(appId));
  if (index >= 0) {
    throw badRequest('is not one of the configured apps', `windows.${index}.appId`);
  }
}
