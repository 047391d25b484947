// Files that are either wholly there after a crash, or not at all.
import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';

export interface DurableFiles {
  /**
   * Resolves once `bytes` at `path` would survive a crash of the machine. Until then there is nothing
   * under that name, or what was there before. Rejects when the disk refuses.
   */
  write(path: string, bytes: Uint8Array): Promise<void>;
}

/** What is needed of the file system. */
export interface Disk {
  mkdir(path: string, options: { recursive: true }): Promise<unknown>;
  open(path: string, flags: 'r' | 'wx'): Promise<FileHandle>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
}

/** Writes below `root`, making directories as needed. */
export function createDurableFiles(root: string, disk: Disk = fs): DurableFiles {
  const made = new Map<string, Promise<void>>();

  /** Makes a directory and every one above it, and has the disk keep them; once each. */
  const make = (directory: string): Promise<void> => {
    const known = made.get(directory);
    if (known) return known;
    const making = makeDurably(disk, root, directory);
    made.set(directory, making);
    // Whatever went wrong may be right the next time.
    making.catch(() => made.delete(directory));
    return making;
  };

  return {
    async write(path, bytes) {
      const directory = dirname(path);
      await make(directory);
      // Not the process's number: servers in containers of their own share those.
      const temporary = join(directory, `.${basename(path)}.${randomUUID()}.tmp`);
      try {
        await writeSynced(disk, temporary, bytes);
        await disk.rename(temporary, path);
        await syncDirectory(disk, directory);
      } catch (error) {
        made.delete(directory);
        await disk.unlink(temporary).catch(() => undefined);
        throw error;
      }
    },
  };
}

async function makeDurably(disk: Disk, root: string, directory: string): Promise<void> {
  await disk.mkdir(directory, { recursive: true });
  const below = relative(root, directory).split(sep).filter(Boolean);
  for (let depth = below.length - 1; depth >= 0; depth -= 1) {
    await syncDirectory(disk, join(root, ...below.slice(0, depth)));
  }
}

async function writeSynced(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const file = await disk.open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Names are kept by their directory: without this a crash may forget a file that was synced itself. */
async function syncDirectory(disk: Disk, path: string): Promise<void> {
  // Windows has no such thing, and needs none.
  if (process.platform === 'win32') return;
  const directory = await disk.open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
