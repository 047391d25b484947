// The development host: the same proxy inside Vite's server, so that one process on one port has both.
import type { RequestListener } from 'node:http';
import { createProxy } from '../proxy.ts';
import { loopbackHosts } from '../settings.ts';
import { openArchive } from './archive-open.ts';
import { readSettings } from './credentials-files.ts';
import { openCredentials } from './credentials-open.ts';
import { createListener } from './listener.ts';
import { createPinoLog } from './pino-log.ts';
import { VERSION } from './version.ts';
import { chooseUpstream, describeUpstream } from './world.ts';

/** The proxy for a Vite server on `port`, and one line on what data it shows. Throws on bad settings. */
export function createDevListener(port: number): { listener: RequestListener; data: string } {
  const parsed = readSettings(process.env);
  if (parsed.errors) throw new Error(parsed.errors.join('\n'));
  const now = Date.now;
  const log = createPinoLog(parsed.settings.logLevel);
  const hosts = loopbackHosts(port);
  const { settings, fetch } = chooseUpstream(parsed.settings, now);
  const random = Math.random;
  const archive = openArchive({ settings, now, log });
  const credentials = openCredentials({ settings, now, log });
  const proxy = createProxy({
    // Each edit makes another proxy: they must not all record.
    settings: { ...settings, record: false },
    fetch,
    now,
    random,
    version: VERSION,
    log,
    hosts,
    archive,
    credentials,
  });
  return { listener: createListener({ proxy, hosts, log }), data: describeUpstream(settings) };
}
