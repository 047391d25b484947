import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, fetch } from 'undici';
import { onTestFinished } from 'vitest';
import { METRICS } from '../../src/contract/domain/metrics.ts';
import { DAY } from '../../src/contract/domain/time.ts';
import { CREDENTIALS } from '../support/server/test-doubles.ts';

export interface SoakServer {
  url: string;
  port: number;
  startTimeMs: number;
  cpuSeconds(): number;
  /** Peak resident memory in MiB. */
  peakMemoryMb(): number;
  /** Sends SIGTERM and resolves with the exit code. */
  stop(): Promise<number | null>;
}

export function createTemporaryDirectory(): { directory: string; remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'artc-lens-soak-'));
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

/** The server stops at the end of the test at the latest. */
export async function startServer(env: Record<string, string>): Promise<SoakServer> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: '0',
      LOG_LEVEL: 'warn',
      ARTC_RECORD: '0',
      ALIBABA_CLOUD_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: CREDENTIALS.accessKeySecret,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exitCode = new Promise<number | null>((resolve) => void child.once('close', resolve));
  onTestFinished(() => void child.kill());
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const address = /http:\/\/[\w.:]+/.exec(String(chunk))?.[0];
      if (address) resolve(address);
    });
    void exitCode.then((code) =>
      reject(new Error(`The server exited with code ${code}. Run npm run build first.`)),
    );
  });
  return {
    url,
    port: Number(new URL(url).port),
    startTimeMs: performance.now() - startedAt,
    cpuSeconds() {
      const [, , ...fields] = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(' ');
      // Fields 14 and 15 are hundredths of a second.
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    peakMemoryMb() {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1_024;
    },
    stop() {
      child.kill('SIGTERM');
      return exitCode;
    },
  };
}

/** Times in ms from when a request was due. */
export interface LoadResult {
  p50: number;
  p99: number;
  completed: number;
  failed: number;
  perSecond: number;
}

/** `rate` is per second. */
export function runLoad(
  url: string,
  windows: readonly object[],
  { rate, seconds }: { rate: number; seconds: number },
): LoadResult {
  const { stdout } = spawnSync(process.execPath, ['tests/soak/window-load.mjs'], {
    input: JSON.stringify({ url, windows, rate, seconds }),
    encoding: 'utf8',
  });
  return JSON.parse(stdout) as LoadResult;
}

export function createDayRequests(count: number): object[] {
  const today = Math.floor(Date.now() / DAY) * DAY;
  return Array.from({ length: count }, (_, i) => {
    const begin = today - (1 + (i % 28)) * DAY;
    const series = Math.floor(i / 28);
    const metric = METRICS[series % METRICS.length];
    return { appId: `app-${Math.floor(series / METRICS.length)}`, metric, begin, end: begin + DAY };
  });
}

const WINDOWS_PER_REQUEST = 1_000;

// The last of ten requests waits five minutes for its first line.
const dispatcher = new Agent({ bodyTimeout: 0, headersTimeout: 0 });

/** Returns the number of records per status. */
export async function fetchWindows(
  url: string,
  windows: readonly object[],
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const fetchPart = async (part: readonly object[]) => {
    const response = await fetch(`${url}/api/windows`, {
      method: 'POST',
      dispatcher,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ windows: part }),
    });
    for (const line of (await response.text()).split('\n')) {
      const status = /"status":"(\w+)"/.exec(line)?.[1];
      if (status) counts.set(status, (counts.get(status) ?? 0) + 1);
    }
  };
  const parts = Array.from({ length: Math.ceil(windows.length / WINDOWS_PER_REQUEST) }, (_, i) =>
    windows.slice(i * WINDOWS_PER_REQUEST, (i + 1) * WINDOWS_PER_REQUEST),
  );
  await Promise.all(parts.map(fetchPart));
  return counts;
}
