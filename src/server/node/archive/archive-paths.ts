// Where a window lies in the data directory: <account>/<appId>/<metric>/<segment>/<day>.json.gz
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import type { WindowRequest } from '../../../contract/wire/api.ts';
import { METRICS } from '../../../contract/domain/metrics.ts';
import type { Metric } from '../../../contract/domain/metrics.ts';
import type { EpochMs } from '../../../contract/domain/time.ts';
import { parseDay } from '../../../view/instant.ts';
import { errorCode } from '../../telemetry/log.ts';

const SUFFIX = '.json.gz';
const FILE = /^(\d{4}-\d{2}-\d{2})\.json\.gz(\.bad-.*)?$/;
const UNFINISHED = /^\..*\.tmp$/;

/** The directory of one series: everything in a window's key but its day. */
export function seriesPath(request: Omit<WindowRequest, 'begin' | 'end'>): string {
  return join(request.appId, request.metric, segmentName(request));
}

/** `all`, `ios`, `ios-web`; a channel adds what can be read of its id, and a hash that is its own. */
function segmentName({ os, terminal, channelId }: Omit<WindowRequest, 'begin' | 'end'>): string {
  const segment = [os?.toLowerCase(), terminal].filter(Boolean).join('-') || 'all';
  if (channelId === undefined) return segment;
  const readable = channelId.replaceAll(/[^A-Za-z0-9_-]/g, '_').slice(0, 40);
  const hash = createHash('sha256').update(channelId).digest('hex').slice(0, 16);
  return `${segment}~channel-${readable}-${hash}`;
}

/** The file of the UTC day that begins at `day`. */
export function dayFileName(day: EpochMs): string {
  return `${new Date(day).toISOString().slice(0, 10)}${SUFFIX}`;
}

/** What a name in a series' directory says: which day, and whether it was set aside as damaged. */
export function parseFileName(name: string): { day: EpochMs; bad: boolean } | undefined {
  const [, date = '', bad] = FILE.exec(name) ?? [];
  const day = parseDay(date);
  return day === undefined ? undefined : { day, bad: bad !== undefined };
}

/** Whether a name is of a file whose writing was cut off. */
export function isTemporaryFile(name: string): boolean {
  return UNFINISHED.test(name);
}

/** One directory of windows. */
export interface SeriesDirectory {
  appId: string;
  metric: Metric;
  segment: string;
  /** Below the account's directory. */
  path: string;
  names: string[];
}

/** Every series of an account, by the names of directories alone: no file is opened. */
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

/** Names of the directories in one, in order; none where there is no such directory. */
export function listDirectories(directory: string): string[] {
  return entriesOf(directory)
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Names of the files in a directory; none where there is no such directory. */
export function listFiles(directory: string): string[] {
  return entriesOf(directory)
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}

function entriesOf(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
