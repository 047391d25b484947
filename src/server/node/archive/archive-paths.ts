// File layout of the archive: <account>/<appId>/<metric>/<segment>/<day>.json.gz
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import { METRICS } from '../../../contract/domain/metrics.ts';
import type { Metric } from '../../../contract/domain/metrics.ts';
import type { EpochMs } from '../../../contract/domain/time.ts';
import type { WindowRequest } from '../../../contract/wire/api.ts';
import { parseDay } from '../../../view/instant.ts';
import { errorCode } from '../../telemetry/log.ts';

const SUFFIX = '.json.gz';
const FILE = /^(\d{4}-\d{2}-\d{2})\.json\.gz(\.bad-.*)?$/;
const TEMPORARY = /^\..*\.tmp$/;

/** Path below the account's directory. */
export function seriesPath(request: Omit<WindowRequest, 'begin' | 'end'>): string {
  return join(request.appId, request.metric, segmentName(request));
}

// The hash makes truncated channel ids unique.
function segmentName({ os, terminal, channelId }: Omit<WindowRequest, 'begin' | 'end'>): string {
  const segment = [os?.toLowerCase(), terminal].filter(Boolean).join('-') || 'all';
  if (channelId === undefined) return segment;
  const readable = channelId.replaceAll(/[^A-Za-z0-9_-]/g, '_').slice(0, 40);
  const hash = createHash('sha256').update(channelId).digest('hex').slice(0, 16);
  return `${segment}~channel-${readable}-${hash}`;
}

export function dayFileName(day: EpochMs): string {
  return `${new Date(day).toISOString().slice(0, 10)}${SUFFIX}`;
}

/** Returns undefined for names of other files. */
export function parseFileName(name: string): { day: EpochMs; isQuarantined: boolean } | undefined {
  const [, date = '', quarantineSuffix] = FILE.exec(name) ?? [];
  const day = parseDay(date);
  return day === undefined ? undefined : { day, isQuarantined: quarantineSuffix !== undefined };
}

export function isTemporaryFile(name: string): boolean {
  return TEMPORARY.test(name);
}

export interface SeriesDirectory {
  appId: string;
  metric: Metric;
  segment: string;
  /** Path below the account's directory. */
  path: string;
  names: string[];
}

/** Lists every series of an account without opening a file. */
export function* walkSeries(accountDirectory: string): Generator<SeriesDirectory> {
  for (const appId of listDirectories(accountDirectory)) {
    for (const metric of METRICS) {
      for (const segment of listDirectories(join(accountDirectory, appId, metric))) {
        const path = join(appId, metric, segment);
        yield { appId, metric, segment, path, names: readdirSync(join(accountDirectory, path)) };
      }
    }
  }
}

/** Sorted; empty if `directory` does not exist. */
export function listDirectories(directory: string): string[] {
  return readEntries(directory)
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Empty if `directory` does not exist. */
export function listFiles(directory: string): string[] {
  return readEntries(directory)
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}

function readEntries(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
