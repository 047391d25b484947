// A whole deployment on loopback for one test: a simulated upstream over real HTTP, and the built server in front of it.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { AddressInfo } from 'node:net';
import { test as base } from '@playwright/test';
import { createAdaptorServer } from '@hono/node-server';
import { DEMO_APPS, DEMO_CREDENTIALS, createSimulator } from '../../src/simulator/simulator.ts';
import type { SimulatorOptions } from '../../src/simulator/simulator.ts';
import { SEED } from './truth.ts';

const MAIN = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url));

type Scenario = NonNullable<SimulatorOptions['scenario']>;

export interface Upstream {
  url: string;
  /** Calls that arrived, since the start. */
  calls(): number;
  /** What goes wrong from now on. */
  setScenario(scenario: Scenario | undefined): void;
}

export interface Lens {
  url: string;
  upstream: Upstream;
  /** Stops the server, as a crash would for those who use it. */
  stop(): Promise<void>;
}

export interface LensOptions {
  /** Environment on top of the test's own. */
  env: Record<string, string>;
}

/** `lens`: a server of its own for the test; `lensOptions` changes its settings. */
export const test = base.extend<{ lensOptions: LensOptions; lens: Lens }>({
  lensOptions: [{ env: {} }, { option: true }],
  lens: async ({ lensOptions }, use) => {
    const { upstream, close } = await startUpstream();
    const server = await startServer({
      ALIBABA_CLOUD_ACCESS_KEY_ID: DEMO_CREDENTIALS.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: DEMO_CREDENTIALS.accessKeySecret,
      ARTC_ENDPOINT: upstream.url,
      ARTC_APPS: DEMO_APPS.map(({ name, id }) => `${name}=${id}`).join(';'),
      ...lensOptions.env,
    });
    await use({ url: server.url, upstream, stop: server.stop });
    await server.stop();
    close();
  },
});

async function startUpstream(): Promise<{ upstream: Upstream; close(): void }> {
  let scenario: Scenario | undefined;
  let calls = 0;
  const simulate = createSimulator({
    seed: SEED,
    now: Date.now,
    apps: DEMO_APPS,
    credentials: DEMO_CREDENTIALS,
    scenario: (call) => {
      calls += 1;
      return scenario?.(call);
    },
  });
  const server = createAdaptorServer({ fetch: simulate });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    upstream: {
      url: `http://127.0.0.1:${port}`,
      calls: () => calls,
      setScenario: (next) => void (scenario = next),
    },
    close: () => server.close(),
  };
}

async function startServer(env: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await readAddress(child);
  return { url, stop: () => stopChild(child) };
}

function readAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const address = /http:\/\/\S+?\/(?=\s)/.exec(printed)?.[0];
      if (address) resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${printed}`)));
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
