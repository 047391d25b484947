import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AddressInfo } from 'node:net';
import { test as base } from '@playwright/test';
import { createAdaptorServer } from '@hono/node-server';
import type { Http2Bindings, HttpBindings } from '@hono/node-server';
import { mutateResponse } from '../../src/simulator/faults/faults.ts';
import type { Call, Fault, Scenario } from '../../src/simulator/faults/faults.ts';
import { when } from '../../src/simulator/faults/scenarios.ts';
import { DEMO_APPS, DEMO_CREDENTIALS, createSimulator } from '../../src/simulator/simulator.ts';
import type { SimulatorOptions } from '../../src/simulator/simulator.ts';
import type { WorldOptions } from '../../src/simulator/model/world.ts';
import { SEED } from './expected-values.ts';

export const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

/** Ten times the quota of an account. */
const QPS = 500;

export interface Upstream {
  url: string;
  calls(): number;
  setScenario(scenario: Scenario | undefined): void;
}

export interface Lens {
  url: string;
  upstream: Upstream;
  stop(): Promise<void>;
  restart(): Promise<void>;
}

export interface LensOptions {
  env?: Record<string, string>;
  /** Default: the calendar of the simulated world. */
  incidents?: WorldOptions['incidents'];
}

export type SharedLens = Pick<Lens, 'url'>;

/**
 * `lens` is a server for one test. `sharedLens` is shared by all tests of a worker with the same
 * `lensOptions`.
 */
export const test = base.extend<
  { lensOptions: LensOptions; lens: Lens; sharedLens: SharedLens },
  { openShared: (options: LensOptions) => Promise<SharedLens> }
>({
  lensOptions: [{}, { option: true }],
  lens: async ({ lensOptions }, use) => {
    const { lens, close } = await openLens(lensOptions);
    await use(lens);
    await close();
  },
  sharedLens: async ({ lensOptions, openShared }, use) => use(await openShared(lensOptions)),
  openShared: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright derives the required fixtures from the parameters
    async ({}, use) => {
      const openedByOptions = new Map<string, ReturnType<typeof openLens>>();
      await use(async (options) => {
        const key = JSON.stringify(options);
        const opening = openedByOptions.get(key) ?? openLens(options);
        openedByOptions.set(key, opening);
        return { url: (await opening).lens.url };
      });
      for (const opening of openedByOptions.values()) await (await opening).close();
    },
    { scope: 'worker' },
  ],
});

async function openLens({
  incidents,
  env: additionalEnv,
}: LensOptions): Promise<{ lens: Lens; close(): Promise<void> }> {
  const { upstream, close } = await startUpstream(DEMO_CREDENTIALS, incidents);
  const data = createDataDirectory();
  const env = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: DEMO_CREDENTIALS.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: DEMO_CREDENTIALS.accessKeySecret,
    ARTC_ENDPOINT: upstream.url,
    ARTC_APPS: DEMO_APPS.map(({ name, id }) => `${name}=${id}`).join(';'),
    ARTC_DATA_DIR: data.path,
    ARTC_RECORD: '0',
    ARTC_QPS: String(QPS),
    ...additionalEnv,
  };
  let program = startProgram('main', env);
  const url = await program.url;
  return {
    lens: {
      url,
      upstream,
      stop: async () => void (await program.stop()),
      async restart() {
        await program.stop();
        program = startProgram('main', { ...env, PORT: new URL(url).port });
        await program.url;
      },
    },
    async close() {
      await program.stop();
      close();
      data.remove();
    },
  };
}

export async function startUpstream(
  credentials: SimulatorOptions['credentials'] = DEMO_CREDENTIALS,
  incidents?: WorldOptions['incidents'],
): Promise<{ upstream: Upstream; close(): void }> {
  let scenario: Scenario | undefined;
  let calls = 0;
  const simulate = createSimulator({
    seed: SEED,
    now: Date.now,
    apps: DEMO_APPS,
    credentials,
    qps: QPS,
    ...(incidents && { world: { incidents } }),
    scenario: (call) => {
      calls += 1;
      return scenario?.(call);
    },
  });
  const server = createAdaptorServer({
    fetch: async (request: Request, { outgoing }: HttpBindings | Http2Bindings) => {
      // A fault that throws closes the connection.
      const closeConnection = () => void outgoing.destroy();
      const response = await simulate(request).catch(() => {
        closeConnection();
        return new Response(null);
      });
      return response.body
        ? new Response(closeOnError(response.body, closeConnection), response)
        : response;
    },
  });
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

function closeOnError(
  body: ReadableStream<Uint8Array>,
  closeConnection: () => void,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(stream) {
      try {
        const { done, value } = await reader.read();
        if (done) stream.close();
        else stream.enqueue(value);
      } catch {
        closeConnection();
        stream.close();
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

export interface Barrier {
  /** Matching calls wait until the barrier is open and then get a normal response. */
  scenario: Scenario;
  arrived(): number;
  open(): void;
}

export function createBarrier(matches: (call: Call) => boolean = () => true): Barrier {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  let arrived = 0;
  const wait: Fault = async (context) => {
    arrived += 1;
    await opened;
    return mutateResponse()(context);
  };
  return { scenario: when(matches, wait), arrived: () => arrived, open: () => open() };
}

export function createDataDirectory(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'artc-lens-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A running program of dist/server/. */
export interface Program {
  /** Address that the program prints. Rejects if the program ends without printing one. */
  url: Promise<string>;
  /** Resolves when all output has been read. */
  exitCode: Promise<number | null>;
  output(): { stdout: string; stderr: string };
  /** Sends SIGTERM and resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** Starts a program with only the given environment. Default: a free port and a new data directory. */
export function startProgram(name: 'main' | 'simulator', env: Record<string, string>): Program {
  const temporaryData = env['ARTC_DATA_DIR'] === undefined ? createDataDirectory() : undefined;
  const child = spawn(process.execPath, [join(DIST, 'server', `${name}.js`)], {
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: '0',
      LOG_LEVEL: 'warn',
      ...(temporaryData && { ARTC_DATA_DIR: temporaryData.path }),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const exitCode = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      temporaryData?.remove();
      resolve(code);
    });
  });
  const url = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      const address = /(http:\/\/[\w.[\]:]+)\/?\s/.exec(stdout)?.[1];
      if (address) resolve(`${address}/`);
    });
    void exitCode.then((code) =>
      reject(new Error(`The program exited with code ${code}: ${stdout}${stderr}`)),
    );
  });
  // Tests may ignore the address.
  url.catch(() => undefined);
  return {
    url,
    exitCode,
    output: () => ({ stdout, stderr }),
    stop() {
      child.kill('SIGTERM');
      return exitCode;
    },
  };
}
