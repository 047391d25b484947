// The built server as a process of its own, in front of a referee.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, fetch } from 'undici';
import { onTestFinished } from 'vitest';
import { DAY } from '../../src/contract/domain/time.ts';
import { METRICS } from '../../src/contract/domain/metrics.ts';
import { CREDENTIALS } from '../support/server/test-doubles.ts';

export interface SoakServer {
  url: string;
  port: number;
  /** From its start until it listened. */
  startTimeMs: number;
  /** Processor time so far, where the system tells: what a busy machine does not lengthen. */
  cpuSeconds(): number;
  /** The most memory it ever had, in MB (MiB), where the system tells. */
  peakMemoryMb(): number;
  /** Its exit code, after SIGTERM. */
  stop(): Promise<number | null>;
}

export function createTemporaryDirectory(): { directory: string; remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'artc-lens-soak-'));
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

/** Runs until it is stopped, or the test is over. */
export async function startServer(env: Record<string, string>): Promise<SoakServer> {
  const begun = performance.now();
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
  const ended = new Promise<number | null>((resolve) => void child.once('close', resolve));
  onTestFinished(() => void child.kill());
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const address = /http:\/\/[\w.:]+/.exec(String(chunk))?.[0];
      if (address) resolve(address);
    });
    void ended.then((code) => reject(new Error(`the server ended with ${code}: is it built?`)));
  });
  return {
    url,
    port: Number(new URL(url).port),
    startTimeMs: performance.now() - begun,
    cpuSeconds() {
      const [, , ...rest] = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(' ');
      // Fields 14 and 15, in hundredths of a second.
      return (Number(rest[11]) + Number(rest[12])) / 100;
    },
    peakMemoryMb() {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1_024;
    },
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** What load.mjs found, in milliseconds from when a request was due. */
export interface LoadResult {
  p50: number;
  p99: number;
  answered: number;
  failed: number;
  perSecond: number;
}

/** Asks for the next of the windows `rate` times a second on average. */
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

/** `count` finished days, each another one. */
export function createDayRequests(count: number): object[] {
  const today = Math.floor(Date.now() / DAY) * DAY;
  return Array.from({ length: count }, (_, i) => {
    const begin = today - (1 + (i % 28)) * DAY;
    const series = Math.floor(i / 28);
    const metric = METRICS[series % METRICS.length];
    return { appId: `app-${Math.floor(series / METRICS.length)}`, metric, begin, end: begin + DAY };
  });
}

/** The last thousand of ten wait five minutes for their first line. */
const patient = new Agent({ bodyTimeout: 0, headersTimeout: 0 });

/** Asks for windows, a thousand a request, and gives how many lines of each status came. */
export async function fetchWindows(
  url: string,
  windows: readonly object[],
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const askSome = async (some: readonly object[]) => {
    const response = await fetch(`${url}/api/windows`, {
      method: 'POST',
      dispatcher: patient,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ windows: some }),
    });
    for (const line of (await response.text()).split('\n')) {
      const status = /"status":"(\w+)"/.exec(line)?.[1];
      if (status) counts.set(status, (counts.get(status) ?? 0) + 1);
    }
  };
  const thousands = Array.from({ length: Math.ceil(windows.length / 1_000) }, (_, i) =>
    windows.slice(i * 1_000, (i + 1) * 1_000),
  );
  await Promise.all(thousands.map(askSome));
  return counts;
}
