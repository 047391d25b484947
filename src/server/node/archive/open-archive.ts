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
import type { Settings } from '../../settings/settings.ts';
import { errorCode } from '../../telemetry/log.ts';
import type { Log } from '../../telemetry/log.ts';
import { parseFileName, walkSeries } from './archive-paths.ts';
import { createFileArchive } from './file-archive.ts';

export interface OpenArchiveDeps {
  settings: Pick<Settings, 'archive' | 'rateScale'>;
  now: () => EpochMs;
  log: Log;
}

/** Opens the configured archive, if any. Throws a message for the operator if the directory is unusable. */
export function openArchive({ settings, now, log }: OpenArchiveDeps): Archive | undefined {
  if (!settings.archive) return undefined;
  const { directory, account } = settings.archive;
  try {
    const root = join(directory, account);
    makeDirectory(resolve(root));
    accessSync(root, constants.R_OK | constants.W_OK | constants.X_OK);
    const owner = findOwner(root);
    if (owner !== undefined && owner !== account)
      throw new OtherAccountDirectory(directory, account, owner);
    return createFileArchive({ directory, account, rateScale: settings.rateScale, now, log });
  } catch (error) {
    if (error instanceof OtherAccountDirectory) throw error;
    const code = errorCode(error) ?? 'unknown error';
    throw new Error(
      `ARTC_DATA_DIR ${JSON.stringify(directory)} cannot be used for the archive (${code}). Set it to a directory that this user can write to.`,
      { cause: error },
    );
  }
}

class OtherAccountDirectory extends Error {
  constructor(directory: string, account: string, owner: string) {
    super(
      `ARTC_DATA_DIR ${JSON.stringify(directory)} contains archived days of the account ${JSON.stringify(owner)} under the name ${JSON.stringify(account)}. Set ARTC_ACCOUNT=${owner} and rename the directory back, or choose another ARTC_ACCOUNT.`,
    );
  }
}

const OwnerSchema = v.object({ content: v.object({ account: v.string() }) });

const MAX_OWNER_READS = 20;

function findOwner(root: string): string | undefined {
  let reads = 0;
  for (const { path, names } of walkSeries(root)) {
    for (const name of names) {
      if (parseFileName(name)?.isQuarantined !== false) continue;
      const owner = readOwner(join(root, path, name));
      if (owner !== undefined) return owner;
      reads += 1;
      if (reads === MAX_OWNER_READS) return undefined;
    }
  }
  return undefined;
}

function readOwner(file: string): string | undefined {
  try {
    const text = gunzipSync(readFileSync(file)).toString('utf8');
    return v.parse(OwnerSchema, JSON.parse(text)).content.account;
  } catch {
    // Reads of the window report the damage.
    return undefined;
  }
}

// Node's recursive mkdir never returns in /proc.
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  makeDirectory(dirname(path));
  mkdirSync(path);
  syncDirectory(dirname(path));
}

function syncDirectory(path: string): void {
  if (process.platform === 'win32') return;
  const directory = openSync(path, 'r');
  fsyncSync(directory);
  closeSync(directory);
}
