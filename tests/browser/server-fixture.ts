// A whole deployment on loopback for one test: a simulated upstream over real HTTP, and the built server in front of it.
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

/** Ten times what an account has, so that tests of the page do not wait for the quota. */
const QPS = 500;

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
  /** Starts it again at the same address, with nothing in memory. */
  restart(): Promise<void>;
}

export interface LensOptions {
  /** Environment on top of the test's own. */
  env?: Record<string, string>;
  /** What goes wrong in the world; the calendar's incidents when left out. */
  incidents?: WorldOptions['incidents'];
}

/** A server for all tests that only look. */
export type SharedLens = Pick<Lens, 'url'>;

/**
 * `lens`: a server of its own for the test; `sharedLens`: one with the same settings for all tests of a
 * worker that ask for it, which saves each a start and the upstream's work. `lensOptions` changes the
 * settings.
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
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what is asked for off the parameters
    async ({}, use) => {
      const opened = new Map<string, ReturnType<typeof openLens>>();
      await use(async (options) => {
        const key = JSON.stringify(options);
        const opening = opened.get(key) ?? openLens(options);
        opened.set(key, opening);
        return { url: (await opening).lens.url };
      });
      for (const opening of opened.values()) await (await opening).close();
    },
    { scope: 'worker' },
  ],
});

async function openLens({
  incidents,
  env: own,
}: LensOptions): Promise<{ lens: Lens; close(): Promise<void> }> {
  const { upstream, close } = await startUpstream(DEMO_CREDENTIALS, incidents);
  // Outlives the server, which may be started again.
  const data = createDataDirectory();
  const env = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: DEMO_CREDENTIALS.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: DEMO_CREDENTIALS.accessKeySecret,
    ARTC_ENDPOINT: upstream.url,
    ARTC_APPS: DEMO_APPS.map(({ name, id }) => `${name}=${id}`).join(';'),
    ARTC_DATA_DIR: data.path,
    // A test counts no calls but those of its own page.
    ARTC_RECORD: '0',
    ARTC_QPS: String(QPS),
    ...own,
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

/** A simulated upstream over real HTTP on a free port. */
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
      // A fault that throws is a connection that breaks.
      const cut = () => void outgoing.destroy();
      const response = await simulate(request).catch(() => {
        cut();
        return new Response(null);
      });
      return response.body ? new Response(cutOnError(response.body, cut), response) : response;
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

function cutOnError(body: ReadableStream<Uint8Array>, cut: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(stream) {
      try {
        const { done, value } = await reader.read();
        if (done) stream.close();
        else stream.enqueue(value);
      } catch {
        cut();
        stream.close();
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

export interface Barrier {
  /** Calls that match wait at the gate, and get their honest answer once it is open. */
  scenario: Scenario;
  /** Calls that have come to the gate. */
  arrived(): number;
  open(): void;
}

/** Holds back the answers of the calls that match until it is opened. */
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

/** A data directory with nothing in it: what one test keeps must answer for no other. */
export function createDataDirectory(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'artc-lens-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A built program under way. */
export interface Program {
  /** The address it prints; rejects when it ends without one. */
  url: Promise<string>;
  /** Its exit code, once it has ended and all it wrote is here. */
  exitCode: Promise<number | null>;
  output(): { stdout: string; stderr: string };
  /** Asks it to end, and resolves with its exit code. */
  stop(): Promise<number | null>;
}

/**
 * Starts a program of dist/server/ with this environment and no other, on a free port and with a data
 * directory of its own unless told.
 */
export function startProgram(name: 'main' | 'simulator', env: Record<string, string>): Program {
  const ownData = env['ARTC_DATA_DIR'] === undefined ? createDataDirectory() : undefined;
  const child = spawn(process.execPath, [join(DIST, 'server', `${name}.js`)], {
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: '0',
      LOG_LEVEL: 'warn',
      ...(ownData && { ARTC_DATA_DIR: ownData.path }),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const exitCode = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      ownData?.remove();
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
      reject(new Error(`the program ended with ${code}: ${stdout}${stderr}`)),
    );
  });
  // Whoever waits for the address hears of it; nobody else has to.
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
