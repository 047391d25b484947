// At the start: the archive the settings name, or one sentence on why there is none.
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as v from 'valibot';
import type { EpochMs } from '../../../contract/domain/time.ts';
import type { Archive } from '../../archive/archive.ts';
import { errorCode } from '../../telemetry/log.ts';
import type { Log } from '../../telemetry/log.ts';
import type { Settings } from '../../settings/settings.ts';
import { createFileArchive } from './file-archive.ts';
import { parseFileName, walkSeries } from './archive-paths.ts';

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
    const owner = findOwner(root);
    if (owner !== undefined && owner !== account)
      throw new ForeignDirectory(directory, account, owner);
    return createFileArchive({ directory, account, rateScale: settings.rateScale, now, log });
  } catch (error) {
    if (error instanceof ForeignDirectory) throw error;
    const code = errorCode(error) ?? 'unknown error';
    throw new Error(
      `ARTC_DATA_DIR ${JSON.stringify(directory)} cannot be used for keeping finished days (${code}): set it to a directory this user may write to.`,
      { cause: error },
    );
  }
}

/** A directory that was renamed, or copied from another account's. */
class ForeignDirectory extends Error {
  constructor(directory: string, account: string, owner: string) {
    super(
      `ARTC_DATA_DIR ${JSON.stringify(directory)} holds finished days of the account ${JSON.stringify(owner)} under the name ${JSON.stringify(account)}: set ARTC_ACCOUNT=${owner} and give the directory its name back, or choose another ARTC_ACCOUNT.`,
    );
  }
}

/** What of a kept window says whose it is; the rest is read, and checked, when it is asked for. */
const OwnedSchema = v.object({ content: v.object({ account: v.string() }) });

/** So many files are opened to find one that can be read: a start does not wait for a disk of damaged ones. */
const MOST_OPENED = 20;

/** Whose files these are, by the first that can be read; undefined where none of a few can be. */
function findOwner(root: string): string | undefined {
  let opened = 0;
  for (const { path, names } of walkSeries(root)) {
    for (const name of names) {
      if (parseFileName(name)?.bad !== false) continue;
      const owner = readOwner(join(root, path, name));
      if (owner !== undefined) return owner;
      opened += 1;
      // Each that is asked for says whose it is, and is refused if it is another account's.
      if (opened === MOST_OPENED) return undefined;
    }
  }
  return undefined;
}

function readOwner(file: string): string | undefined {
  try {
    const text = gunzipSync(readFileSync(file)).toString('utf8');
    return v.parse(OwnedSchema, JSON.parse(text)).content.account;
  } catch {
    // Damaged or unreadable: what it is comes to light when it is asked for.
    return undefined;
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
