// The archive's two hard promises, as measures that a short test and the long soak both take.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import {
  createDayRequest,
  createStoredWindow,
  createNthRequest,
  openTestArchive,
  archivePath,
} from './archive-days.ts';

export interface KillResult {
  rounds: number;
  /** Windows the killed processes had acknowledged. */
  acknowledged: number;
  /** Of them, those that did not read back equal. */
  lost: number;
  /** Files found that were not whole; unfinished ones are swept, and do not count. */
  damaged: number;
}

/**
 * Starts a process that writes windows without end and names each one it acknowledges, kills it -9
 * after a random number of them, and reads back everything acknowledged so far; `rounds` times in one
 * directory.
 */
export async function runKillRounds(
  directory: string,
  rounds: number,
  random: () => number,
): Promise<KillResult> {
  const script = await bundleWriter(directory);
  const acknowledged = new Set<number>();
  const result: KillResult = { rounds, acknowledged: 0, lost: 0, damaged: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const target = 1 + Math.floor(random() * 40);
    for (const n of await writeUntilKilled(script, directory, acknowledged.size, target)) {
      acknowledged.add(n);
    }
    const archive = openTestArchive(directory);
    for (const n of acknowledged) {
      const request = createNthRequest(n);
      const same = isDeepStrictEqual(await archive.get(request), createStoredWindow(request, n));
      if (!same) result.lost += 1;
    }
    result.damaged += archive.stats().damaged;
  }
  return { ...result, acknowledged: acknowledged.size };
}

/** The writing program as one file that Node can run, built beside what it writes. */
async function bundleWriter(directory: string): Promise<string> {
  const outDir = join(directory, 'program');
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(new URL('archive-writer.ts', import.meta.url)),
      outDir,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'writer.mjs' } },
    },
  });
  return join(outDir, 'writer.mjs');
}

async function writeUntilKilled(script: string, directory: string, from: number, target: number) {
  const child = spawn(process.execPath, [script, directory, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const named: number[] = [];
  // What was acknowledged while the signal was on its way counts too.
  for await (const line of createInterface({ input: child.stdout })) {
    named.push(Number(line));
    if (named.length === target) child.kill('SIGKILL');
  }
  await ended;
  return named;
}

export interface DamageResult {
  /** Copies that were cut or had a bit turned. */
  copies: number;
  /** Set aside, and nothing given out. */
  detected: number;
  /** Read all the same, with every value as it was written (the bit is in no part that matters). */
  unharmed: number;
  /** Given out with another value: must be 0. */
  undetected: number;
}

/** Cuts one kept file short, or turns one of its bits, `times` times, and reads it each time. */
export async function runDamageRounds(
  directory: string,
  times: number,
  random: () => number,
): Promise<DamageResult> {
  const request = createDayRequest(1);
  const entry = createStoredWindow(request);
  const path = archivePath(directory, request);
  await openTestArchive(directory).put(request, entry);
  const good = readFileSync(path);
  const result: DamageResult = { copies: times, detected: 0, unharmed: 0, undetected: 0 };
  for (let n = 0; n < times; n += 1) {
    writeFileSync(path, n % 2 === 0 ? cut(good, random) : flip(good, random));
    const archive = openTestArchive(directory);
    const read = await archive.get(request);
    if (read === undefined && (await archive.getPresence(request)) === 'lost') result.detected += 1;
    else if (isDeepStrictEqual(read, entry)) result.unharmed += 1;
    else result.undetected += 1;
  }
  return result;
}

function cut(bytes: Buffer, random: () => number): Buffer {
  return bytes.subarray(0, Math.floor(random() * bytes.length));
}

function flip(bytes: Buffer, random: () => number): Buffer {
  const flipped = Buffer.from(bytes);
  const at = Math.floor(random() * bytes.length);
  flipped[at] = (flipped[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  return flipped;
}
