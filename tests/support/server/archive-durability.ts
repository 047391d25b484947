// Measures durability and damage detection of the archive, for the tests and the soak.
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
  /** Windows that the killed processes had acknowledged. */
  acknowledged: number;
  /** Acknowledged windows that could not be read back unchanged. */
  lost: number;
  /** Damaged files; unfinished temporary files do not count. */
  damaged: number;
}

/**
 * Starts a process that keeps writing windows, kills it with SIGKILL after a random number of
 * acknowledgements, and reads back all acknowledged windows; `rounds` times in one directory.
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

// Bundles the writer into one file that Node.js can run.
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
  const acknowledged: number[] = [];
  // Windows acknowledged while the signal is on its way count too.
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(Number(line));
    if (acknowledged.length === target) child.kill('SIGKILL');
  }
  await ended;
  return acknowledged;
}

export interface DamageResult {
  /** Copies that were truncated or had a bit flipped. */
  copies: number;
  /** Set aside and not returned. */
  detected: number;
  /** Read with all values unchanged: the bit does not matter. */
  unharmed: number;
  /** Returned with a wrong value; must be 0. */
  undetected: number;
}

/** Truncates an archived file or flips one of its bits, `times` times, and reads it each time. */
export async function runDamageRounds(
  directory: string,
  times: number,
  random: () => number,
): Promise<DamageResult> {
  const request = createDayRequest(1);
  const entry = createStoredWindow(request);
  const path = archivePath(directory, request);
  await openTestArchive(directory).put(request, entry);
  const original = readFileSync(path);
  const result: DamageResult = { copies: times, detected: 0, unharmed: 0, undetected: 0 };
  for (let n = 0; n < times; n += 1) {
    writeFileSync(path, n % 2 === 0 ? truncate(original, random) : flipBit(original, random));
    const archive = openTestArchive(directory);
    const read = await archive.get(request);
    if (read === undefined && (await archive.getPresence(request)) === 'lost') result.detected += 1;
    else if (isDeepStrictEqual(read, entry)) result.unharmed += 1;
    else result.undetected += 1;
  }
  return result;
}

function truncate(bytes: Buffer, random: () => number): Buffer {
  return bytes.subarray(0, Math.floor(random() * bytes.length));
}

function flipBit(bytes: Buffer, random: () => number): Buffer {
  const flipped = Buffer.from(bytes);
  const at = Math.floor(random() * bytes.length);
  flipped[at] = (flipped[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  return flipped;
}
