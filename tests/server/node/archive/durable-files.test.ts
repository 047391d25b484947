import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDurableFiles } from '../../../../src/server/node/archive/durable-files.ts';
import type { Disk } from '../../../../src/server/node/archive/durable-files.ts';
import { createTemporaryDirectory } from '../../../support/server/temporary-directory.ts';

describe('createDurableFiles', () => {
  it('syncs the file, its name and every new parent directory, in this order', async () => {
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

  it('leaves no file behind when the disk rejects the rename', async () => {
    const root = createTemporaryDirectory();
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
    const disk: Disk = { ...fs, rename: () => Promise.reject(full) };
    const write = createDurableFiles(root, disk).write(join(root, 'one'), Buffer.from('1'));
    await expect(write).rejects.toBe(full);
    expect(await fs.readdir(root)).toEqual([]);
  });
});

/** A disk that records its write operations. */
function recordSteps(root: string) {
  const steps: string[] = [];
  const shortPath = (path: string) =>
    (path.slice(root.length + 1) || '.').replace(/\.[^/]*\.tmp$/, 'temporary');
  const disk: Disk = {
    ...fs,
    mkdir(path, options) {
      steps.push(`make ${shortPath(path)}`);
      return fs.mkdir(path, options);
    },
    rename(from, to) {
      steps.push(`rename ${shortPath(from)} ${shortPath(to)}`);
      return fs.rename(from, to);
    },
    async open(path, flags) {
      if (flags !== 'r') steps.push(`open ${shortPath(path)}`);
      const file = await fs.open(path, flags);
      const sync = file.sync.bind(file);
      file.sync = () => {
        steps.push(`sync ${shortPath(path)}`);
        return sync();
      };
      return file;
    },
  };
  return { disk, steps };
}
