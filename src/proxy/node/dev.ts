// The development host: the same proxy inside Vite's server, so that one process on one port has both.
import type { RequestListener } from 'node:http';
import { createProxy } from '../proxy.ts';
import { loopbackHosts } from '../settings.ts';
import { openArchive } from './archive-open.ts';
import { readSettings } from './credentials-files.ts';
import { openCredentials } from './credentials-open.ts';
import { createListener } from './listener.ts';
import { createPinoLog } from './pino-log.ts';
import { orRefuse, refuseToStart } from './refuse.ts';
import { VERSION } from './version.ts';
import { chooseUpstream, describeUpstream } from './world.ts';

export interface DevHost {
  /** One line on what data it shows. */
  data: string;
  /** The proxy for a Vite server on `port`. */
  createListener(port: number): RequestListener;
}

/** Reads the environment as the real server does; a bad setting ends the process in the same way. */
export function createDevHost(): DevHost {
  const parsed = readSettings(process.env);
  if (parsed.errors) return refuseToStart(parsed.errors);
  const now = Date.now;
  const log = createPinoLog(parsed.settings.logLevel);
  const { settings, fetch } = chooseUpstream(parsed.settings, now);
  const archive = orRefuse(() => openArchive({ settings, now, log }));
  const credentials = openCredentials({ settings, now, log });
  return {
    data: describeUpstream(settings),
    createListener(port) {
      const hosts = loopbackHosts(port);
      const proxy = createProxy({
        // Each edit makes another proxy: they must not all record.
        settings: { ...settings, record: false },
        fetch,
        now,
        random: Math.random,
        version: VERSION,
        log,
        hosts,
        archive,
        credentials,
      });
      return createListener({ proxy, hosts, log });
    },
  };
}
