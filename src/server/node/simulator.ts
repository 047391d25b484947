// `npm run simulator`
import { serve } from '@hono/node-server';
import { DEMO_APPS, DEMO_CREDENTIALS, createSimulator } from '../../simulator/simulator.ts';
import { describeListenError, exitWithConfigError } from './startup-errors.ts';

const DEFAULT_PORT = 8788;
const DEFAULT_SEED = 'artc-lens';

const host = process.env['HOST'] || '127.0.0.1';
const port = parsePort(process.env['PORT']);

const simulate = createSimulator({
  seed: process.env['ARTC_SEED'] || DEFAULT_SEED,
  now: Date.now,
  apps: DEMO_APPS,
  credentials: DEMO_CREDENTIALS,
});

const server = serve({ fetch: simulate, hostname: host, port }, (info) => {
  const urlHost = host.includes(':') ? `[${host}]` : host;
  process.stdout.write(formatInstructions(`http://${urlHost}:${info.port}`));
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

function parsePort(text: string | undefined): number {
  if (!text) return DEFAULT_PORT;
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= 65_535) return value;
  return exitWithConfigError([`PORT must be a whole number from 0 to 65535, not "${text}".`]);
}

function formatInstructions(address: string): string {
  return `Simulator of the ARTC metrics API: ${address}
  access key ID      ${DEMO_CREDENTIALS.accessKeyId}
  access key secret  ${DEMO_CREDENTIALS.accessKeySecret}
${DEMO_APPS.map(({ name, id }) => `  app                ${id} (${name})`).join('\n')}

To connect a dashboard:
  ARTC_ENDPOINT=${address} \\
  ALIBABA_CLOUD_ACCESS_KEY_ID=${DEMO_CREDENTIALS.accessKeyId} \\
  ALIBABA_CLOUD_ACCESS_KEY_SECRET=${DEMO_CREDENTIALS.accessKeySecret} \\
  ARTC_ACCOUNT=simulator \\
  ARTC_APPS='${DEMO_APPS.map(({ name, id }) => `${name}=${id}`).join(';')}' \\
  npm start
`;
}
