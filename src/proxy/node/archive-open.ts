// At the start: the archive the settings name, or one sentence on why there is none.
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { EpochMs } from '../../contract/time.ts';
import type { Archive } from '../archive.ts';
import type { Log } from '../log.ts';
import type { Settings } from '../settings.ts';
import { createArchiveFiles } from './archive-files.ts';

export interface OpenArchiveDeps {
  settings: Pick<Settings, 'archive' | 'rateScale'>;
  now: () => EpochMs;
  log: Log;
}

/** The archive, or undefined where the settings name none. Throws an Error with a sentence for people. */
export function openArchive({ settings, now, log }: OpenArchiveDeps): Archive | undefined {
  if (!settings.archive) return undefined;
  const { directory, account } = settings.archive;
  try {
    const root = join(directory, account);
    makeDirectory(resolve(root));
    accessSync(root, constants.R_OK | constants.W_OK | constants.X_OK);
    return createArchiveFiles({ directory, account, rateScale: settings.rateScale, now, log });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new Error(
      `ARTC_DATA_DIR ${JSON.stringify(directory)} cannot be used for keeping finished days (${code}): set it to a directory this user may write to.`,
      { cause: error },
    );
  }
}

/** Node's own recursive one never returns where the file system lets nothing be made, as in /proc. */
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  makeDirectory(dirname(path));
  mkdirSync(path);
  syncDirectory(dirname(path));
}

/** A crash right after the first start must not take the new directory along. */
function syncDirectory(path: string): void {
  if (process.platform === 'win32') return;
  const directory = openSync(path, 'r');
  fsyncSync(directory);
  closeSync(directory);
}
