// The simulator alone on a port, so that any client can be pointed at it.
import { serve } from '@hono/node-server';
import { DEMO_APPS, DEMO_CREDENTIALS, createSimulator } from '../../simulator/simulator.ts';
import { describeListenError, exitWithConfigError } from './startup-errors.ts';

const DEFAULT_PORT = 8788;
const SEED = 'artc-lens';

const host = process.env['HOST'] || '127.0.0.1';
const port = readPort(process.env['PORT']);

const simulate = createSimulator({
  seed: process.env['ARTC_SEED'] || SEED,
  now: Date.now,
  apps: DEMO_APPS,
  credentials: DEMO_CREDENTIALS,
});

const server = serve({ fetch: simulate, hostname: host, port }, (info) => {
  process.stdout.write(describe(`http://${host.includes(':') ? `[${host}]` : host}:${info.port}`));
});
server.on('error', (error: NodeJS.ErrnoException) => {
  exitWithConfigError([describeListenError(error, { host, port })]);
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    server.close(() => process.exit(0));
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}

function readPort(text: string | undefined): number {
  if (!text) return DEFAULT_PORT;
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= 65_535) return value;
  return exitWithConfigError([`PORT must be a whole number from 0 to 65535, not "${text}".`]);
}

function describe(address: string): string {
  return `Simulator of the ARTC metrics API: ${address}
  access key id      ${DEMO_CREDENTIALS.accessKeyId}
  access key secret  ${DEMO_CREDENTIALS.accessKeySecret}
${DEMO_APPS.map(({ name, id }) => `  app                ${id} (${name})`).join('\n')}

To point a dashboard at it:
  ARTC_ENDPOINT=${address} \\
  ALIBABA_CLOUD_ACCESS_KEY_ID=${DEMO_CREDENTIALS.accessKeyId} \\
  ALIBABA_CLOUD_ACCESS_KEY_SECRET=${DEMO_CREDENTIALS.accessKeySecret} \\
  ARTC_ACCOUNT=simulator \\
  ARTC_APPS='${DEMO_APPS.map(({ name, id }) => `${name}=${id}`).join(';')}' \\
  npm start
`;
}
