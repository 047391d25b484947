import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';

export interface DurableFiles {
  /** Replaces a file atomically. Resolves when file and directories are synced; rejects with the disk's error. */
  write(path: string, bytes: Uint8Array): Promise<void>;
}

export interface Disk {
  mkdir(path: string, options: { recursive: true }): Promise<unknown>;
  open(path: string, flags: 'r' | 'wx'): Promise<FileHandle>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
}

export function createDurableFiles(root: string, disk: Disk = fs): DurableFiles {
  const directories = new Map<string, Promise<void>>();

  const ensureDirectory = (directory: string): Promise<void> => {
    const existing = directories.get(directory);
    if (existing) return existing;
    const creating = makeDirectory(disk, root, directory);
    directories.set(directory, creating);
    creating.catch(() => directories.delete(directory));
    return creating;
  };

  return {
    async write(path, bytes) {
      const directory = dirname(path);
      await ensureDirectory(directory);
      // Process ids are not unique across containers.
      const temporary = join(directory, `.${basename(path)}.${randomUUID()}.tmp`);
      try {
        await writeSynced(disk, temporary, bytes);
        await disk.rename(temporary, path);
        await syncDirectory(disk, directory);
      } catch (error) {
        directories.delete(directory);
        await disk.unlink(temporary).catch(() => undefined);
        throw error;
      }
    },
  };
}

async function makeDirectory(disk: Disk, root: string, directory: string): Promise<void> {
  await disk.mkdir(directory, { recursive: true });
  const segments = relative(root, directory).split(sep).filter(Boolean);
  for (let depth = segments.length - 1; depth >= 0; depth -= 1) {
    await syncDirectory(disk, join(root, ...segments.slice(0, depth)));
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

// Makes directory entries durable. Windows does not support it.
async function syncDirectory(disk: Disk, path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await disk.open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
