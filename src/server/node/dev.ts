import type { RequestListener } from 'node:http';
import { createApp } from '../app.ts';
import { loopbackHosts } from '../settings/settings.ts';
import { openArchive } from './archive/open-archive.ts';
import { chooseUpstream, describeUpstream } from './choose-upstream.ts';
import { readSettings } from './credentials/credential-files.ts';
import { openCredentials } from './credentials/open-credentials.ts';
import { createListener } from './http/listener.ts';
import { exitWithConfigError, runOrExit } from './startup-errors.ts';
import { createPinoLog } from './telemetry/pino-log.ts';
import { VERSION } from './version.ts';

export interface DevHost {
  dataSource: string;
  createListener(port: number): RequestListener;
}

/** Creates the server for Vite's dev server. Exits with code 78 if a setting is invalid. */
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
        // Every edit creates another server.
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
