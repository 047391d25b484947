// The development host: the same proxy inside Vite's server, so that one process on one port has both.
import type { RequestListener } from 'node:http';
import { createApp } from '../app.ts';
import { loopbackHosts } from '../settings/settings.ts';
import { openArchive } from './archive/open-archive.ts';
import { readSettings } from './credentials/credential-files.ts';
import { openCredentials } from './credentials/open-credentials.ts';
import { createListener } from './http/listener.ts';
import { createPinoLog } from './telemetry/pino-log.ts';
import { runOrExit, exitWithConfigError } from './startup-errors.ts';
import { VERSION } from './version.ts';
import { chooseUpstream, describeUpstream } from './choose-upstream.ts';

export interface DevHost {
  /** One line on what data it shows. */
  dataSource: string;
  /** The proxy for a Vite server on `port`. */
  createListener(port: number): RequestListener;
}

/** Reads the environment as the real server does; a bad setting ends the process in the same way. */
export function createDevHost(): DevHost {
  const parsed = readSettings(process.env);
  if (parsed.errors) return exitWithConfigError(parsed.errors);
  const now = Date.now;
  const log = createPinoLog(parsed.settings.logLevel);
  const { settings, fetch } = chooseUpstream(parsed.settings, now);
  const archive = runOrExit(() => openArchive({ settings, now, log }));
  const credentials = openCredentials({ settings, now, log });
  return {
    dataSource: describeUpstream(settings),
    createListener(port) {
      const hosts = loopbackHosts(port);
      const app = createApp({
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
      return createListener({ app, hosts, log });
    },
  };
}
