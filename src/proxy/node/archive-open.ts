// At the start: the archive the settings name, or one sentence on why there is none.
import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
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
    mkdirSync(root, { recursive: true });
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
