import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { createApp } from '../app.ts';
import { securityHeaders } from '../middleware/security-headers.ts';
import { WILDCARD_ADDRESSES } from '../settings/access.ts';
import { serverHosts } from '../settings/settings.ts';
import type { Settings } from '../settings/settings.ts';
import { errorFacts } from '../telemetry/log.ts';
import { openArchive } from './archive/open-archive.ts';
import { openAuthenticator } from './auth/open-authenticator.ts';
import { chooseUpstream, describeUpstream } from './choose-upstream.ts';
import { readSettings } from './credentials/credential-files.ts';
import { openCredentials } from './credentials/open-credentials.ts';
import { createHttpServer, createListener } from './http/listener.ts';
import { drain } from './http/shutdown.ts';
import { createStaticFiles, hasPage } from './http/static-files.ts';
import { describeListenError, exitWithConfigError, runOrExit } from './startup-errors.ts';
import { createPinoLog } from './telemetry/pino-log.ts';
import { createPrometheusExporter } from './telemetry/prometheus-exporter.ts';
import { VERSION } from './version.ts';

function start(parsed: Settings): void {
  const now = Date.now;
  const log = createPinoLog(parsed.logLevel);
  const page = fileURLToPath(new URL('../page', import.meta.url));
  if (!hasPage(page)) exitWithConfigError(['The page has not been built. Run npm run build.']);
  const files = createStaticFiles(page);
  const { settings, fetch } = chooseUpstream(parsed, now);
  const archive = runOrExit(() => openArchive({ settings, now, log }));
  const credentials = openCredentials({ settings, now, log });
  const authenticator = runOrExit(() => openAuthenticator({ settings, now, log }));
  const signInTemplate = readFileSync(new URL('sign-in.html', import.meta.url), 'utf8');
  const server = createHttpServer((request, response) => listener(request, response));
  const stopping = new AbortController();
  let listener: ReturnType<typeof createListener>;

  server.on('error', (error: NodeJS.ErrnoException) =>
    exitWithConfigError([describeListenError(error, parsed)]),
  );
  server.listen(settings.port, settings.host, () => {
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : settings.port;
    const hosts = serverHosts(settings, port);
    const headers = securityHeaders(settings.access.frameAncestors);
    const app = createApp({
      settings,
      fetch,
      now,
      random: Math.random,
      version: VERSION,
      log,
      hosts,
      isReady: () => !stopping.signal.aborted,
      archive,
      credentials,
      access: authenticator && { authenticator, signInTemplate },
      metricsExporter: createPrometheusExporter(VERSION),
      stopping: stopping.signal,
    });
    listener = createListener({ app, files, hosts, access: authenticator, headers, log });
    process.stdout.write(
      `ARTC Lens: http://${urlHost(settings)}:${port}/ - ${describeUpstream(settings)}\n`,
    );
    log.info('listening', { port, demo: settings.demo, version: VERSION });
  });

  const stop = (signal: string) => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    log.info('stopping', { signal });
    void drain(server).then(() => process.exit(0));
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
  // One request's stray error must not stop the server.
  process.on('unhandledRejection', (error) => log.error('unhandled rejection', errorFacts(error)));
}

function urlHost({ host }: Settings): string {
  if (WILDCARD_ADDRESSES.includes(host)) return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

// V8's default lets the heap grow to three times the live data.
setFlagsFromString('--heap-growing-percent=50');

const { settings, errors } = readSettings(process.env);
if (errors) exitWithConfigError(errors);
start(settings);
