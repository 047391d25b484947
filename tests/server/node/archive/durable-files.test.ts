import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDurableFiles } from '../../../../src/server/node/archive/durable-files.ts';
import type { Disk } from '../../../../src/server/node/archive/durable-files.ts';
import { runDamageRounds, runKillRounds } from '../../../support/server/archive-durability.ts';
import { createTemporaryDirectory } from '../../../support/server/temporary-directory.ts';

/** Numbers from 0 to 1 that are the same in every run. */
function createRandom(seed = 1): () => number {
  let state = seed;
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

describe('the archive', () => {
  it('loses no window it acknowledged when its process is killed', async () => {
    const result = await runKillRounds(createTemporaryDirectory(), 5, createRandom());
    expect(result).toMatchObject({ rounds: 5, lost: 0, damaged: 0 });
    expect(result.acknowledged).toBeGreaterThan(20);
  }, 60_000);

  it('gives out no wrong value of a file that was cut or had a bit turned', async () => {
    const result = await runDamageRounds(createTemporaryDirectory(), 1_000, createRandom());
    expect(result.undetected).toBe(0);
    expect(result.detected + result.unharmed).toBe(1_000);
    expect(result.detected).toBeGreaterThan(900);
  }, 60_000);
});

describe('a durable file', () => {
  it('has its bytes, its name and every directory above it synced, in that order', async () => {
    const root = createTemporaryDirectory();
    const { disk, steps } = recordSteps(root);
    const files = createDurableFiles(root, disk);
    await files.write(join(root, 'a', 'b', 'one'), Buffer.from('1'));
    expect(steps.splice(0)).toEqual([
      'make a/b',
      'sync a',
      'sync .',
      'open a/b/temporary',
      'sync a/b/temporary',
      'rename a/b/temporary a/b/one',
      'sync a/b',
    ]);
    await files.write(join(root, 'a', 'b', 'two'), Buffer.from('2'));
    expect(steps).toEqual([
      'open a/b/temporary',
      'sync a/b/temporary',
      'rename a/b/temporary a/b/two',
      'sync a/b',
    ]);
  });

  it('leaves nothing behind when the disk refuses', async () => {
    const root = createTemporaryDirectory();
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
    const disk: Disk = { ...fs, rename: () => Promise.reject(full) };
    const write = createDurableFiles(root, disk).write(join(root, 'one'), Buffer.from('1'));
    await expect(write).rejects.toBe(full);
    expect(await fs.readdir(root)).toEqual([]);
  });
});

/** The disk, and what was done on it: opening to write, syncing, renaming. */
function recordSteps(root: string) {
  const steps: string[] = [];
  const short = (path: string) =>
    (path.slice(root.length + 1) || '.').replace(/\.[^/]*\.tmp$/, 'temporary');
  const disk: Disk = {
    ...fs,
    mkdir(path, options) {
      steps.push(`make ${short(path)}`);
      return fs.mkdir(path, options);
    },
    rename(from, to) {
      steps.push(`rename ${short(from)} ${short(to)}`);
      return fs.rename(from, to);
    },
    async open(path, flags) {
      if (flags !== 'r') steps.push(`open ${short(path)}`);
      const file = await fs.open(path, flags);
      const sync = file.sync.bind(file);
      file.sync = () => {
        steps.push(`sync ${short(path)}`);
        return sync();
      };
      return file;
    },
  };
  return { disk, steps };
}
