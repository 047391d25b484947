// `npm run archive -- list | verify | export`: what the archive holds, for people and other tools.
// Only reads, so it may run beside the server.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { METRICS } from '../../../contract/domain/metrics.ts';
import { DAY } from '../../../contract/domain/time.ts';
import type { EpochMs } from '../../../contract/domain/time.ts';
import { parseDay } from '../../../view/instant.ts';
import { DamagedError } from '../../archive/archive-codec.ts';
import type { ArchiveDocument } from '../../archive/archive-codec.ts';
import { createEnvParser } from '../../settings/env-parser.ts';
import type { Env } from '../../settings/env-parser.ts';
import { DEMO_ACCOUNT } from '../../settings/archive.ts';
import { formatCsv, CSV_HEADER } from '../archive/archive-csv.ts';
import { readArchiveFile } from '../archive/file-archive.ts';
import { scanArchive } from '../archive/scan-archive.ts';
import type { ScanFilters, ScannedSeries } from '../archive/scan-archive.ts';
import { dayFileName, seriesPath } from '../archive/archive-paths.ts';

/** sysexits.h: the command was not given as it must be. */
const EX_USAGE = 64;

const USAGE = `npm run archive -- list      what is kept: apps, metrics, segments, days, gaps
npm run archive -- verify    reads and checks every file; exit code 1 when one is bad
npm run archive -- export    every value as CSV, times in UTC

Only some of it:  --app ID  --metric NAME  --segment all|ios|android|web|mobile|ios-web|…
                  --from 2026-11-01  --to 2026-11-20  (UTC days, both included)  --account NAME
The data directory is ARTC_DATA_DIR, or ./data.
`;

export interface ArchiveCommandDeps {
  env: Env;
  /** Resolves when more may be written. */
  write: (text: string) => Promise<void>;
  writeError: (text: string) => void;
}

/** Does what the arguments say and gives the exit code. */
export async function runArchiveCommand(
  args: readonly string[],
  deps: ArchiveCommandDeps,
): Promise<number> {
  const errors: string[] = [];
  const read = createEnvParser(deps.env, errors);
  const directory = read.text('ARTC_DATA_DIR') ?? './data';
  const rateScale = read.choice('ARTC_RATE_SCALE', ['percent', 'fraction'], 'percent');
  const command = readCommand(args, errors);
  if (!command || errors.length > 0) {
    deps.writeError(`${errors.map((sentence) => `${sentence}\n`).join('')}${USAGE}`);
    return EX_USAGE;
  }
  const all = [...scanArchive(directory, command.filters)];
  if (all.length === 0) deps.writeError(`Nothing of that kind is kept in ${directory}.\n`);
  if (command.name === 'list') return list(all, deps);
  if (command.name === 'verify') return verify(all, directory, deps);
  return exportCsv(all, { directory, rateScale, ...deps });
}

type Command = { name: 'list' | 'verify' | 'export'; filters: ScanFilters };

function readCommand(args: readonly string[], errors: string[]): Command | undefined {
  const text = { type: 'string' } as const;
  const options = { account: text, app: text, metric: text, segment: text, from: text, to: text };
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [name, ...more] = positionals;
    const { from, to, ...rest } = values;
    const filters = { ...rest, from: readDay(from, 0, errors), to: readDay(to, Infinity, errors) };
    if (rest.metric !== undefined && !METRICS.some((metric) => metric === rest.metric)) {
      errors.push(`--metric must be one of ${METRICS.join(', ')}.`);
    }
    if (more.length > 0) return undefined;
    if (name === 'list' || name === 'verify' || name === 'export') return { name, filters };
  } catch (error) {
    errors.push(error instanceof Error ? error.message : 'The arguments cannot be read.');
  }
  return undefined;
}

function readDay(text: string | undefined, fallback: EpochMs, errors: string[]): EpochMs {
  if (text === undefined) return fallback;
  const isWritten = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const day = isWritten ? parseDay(text) : undefined;
  if (!isWritten) errors.push(`A day must be written like 2026-11-20, not ${text}.`);
  else if (day === undefined) errors.push(`There is no day ${text}.`);
  return day ?? fallback;
}

async function list(all: readonly ScannedSeries[], { write }: ArchiveCommandDeps): Promise<number> {
  const head = ['account', 'app', 'metric', 'segment', 'days', 'first', 'last', 'gaps', 'lost'];
  const rows = all.map(({ account, appId, metric, segment, days, lost }) => [
    account,
    appId,
    metric,
    segment,
    String(days.length),
    isoDay(days[0]),
    isoDay(days.at(-1)),
    gapsOf([...days, ...lost].sort((a, b) => a - b)).join(' ') || '-',
    lost.map(isoDay).join(' ') || '-',
  ]);
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i]?.length ?? 0)));
  for (const row of [head, ...rows]) {
    await write(
      `${row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd()}\n`,
    );
  }
  return 0;
}

/** The days missing between the first and the last, as days or `first..last`. */
function gapsOf(days: readonly EpochMs[]): string[] {
  return days.flatMap((day, i) => {
    const before = days[i - 1];
    if (before === undefined || day - before <= DAY) return [];
    const [first, last] = [isoDay(before + DAY), isoDay(day - DAY)];
    return first === last ? [first] : [`${first}..${last}`];
  });
}

async function verify(
  all: readonly ScannedSeries[],
  directory: string,
  { write }: ArchiveCommandDeps,
): Promise<number> {
  let checked = 0;
  let bad = 0;
  let lost = 0;
  for (const found of all) {
    for (const day of found.lost) await write(`lost  ${pathOf(directory, found, day)}\n`);
    lost += found.lost.length;
    for (const day of found.days) {
      const { trouble } = await readDayOf(directory, found, day);
      checked += 1;
      if (trouble !== undefined) bad += 1;
      if (trouble !== undefined)
        await write(`bad   ${pathOf(directory, found, day)}: ${trouble}\n`);
    }
  }
  await write(
    `${checked} files checked: ${checked - bad} good, ${bad} bad; ${lost} lost before.\n`,
  );
  return bad + lost > 0 ? 1 : 0;
}

interface ExportOptions extends ArchiveCommandDeps {
  directory: string;
  rateScale: ArchiveDocument['rateScale'];
}

async function exportCsv(all: readonly ScannedSeries[], options: ExportOptions): Promise<number> {
  const { directory, rateScale, write, writeError } = options;
  let code = 0;
  await write(CSV_HEADER);
  for (const found of all) {
    // The simulator answers in percent, whatever the real service does.
    const scale = found.account === DEMO_ACCOUNT ? 'percent' : rateScale;
    for (const day of found.days) {
      const { kept, trouble } = await readDayOf(directory, found, day);
      if (kept) await write(formatCsv(kept, scale));
      else writeError(`left out ${pathOf(directory, found, day)}: ${trouble}\n`);
      if (!kept) code = 1;
    }
  }
  return code;
}

type ReadDay = { kept: ArchiveDocument; trouble?: never } | { kept?: never; trouble: string };

async function readDayOf(directory: string, found: ScannedSeries, day: EpochMs): Promise<ReadDay> {
  try {
    const kept = await readArchiveFile(pathOf(directory, found, day));
    const { account, request } = kept;
    const here = seriesPath(request) === found.path && request.begin === day;
    if (here && account === found.account) return { kept };
    return { trouble: `It is ${account} ${seriesPath(request)} ${dayFileName(request.begin)}.` };
  } catch (error) {
    const known = error instanceof DamagedError || error instanceof TypeError;
    return { trouble: known ? error.message : `It cannot be read (${String(error)}).` };
  }
}

function pathOf(directory: string, { account, path }: ScannedSeries, day: EpochMs): string {
  return join(directory, account, path, dayFileName(day));
}

function isoDay(day: EpochMs | undefined): string {
  return day === undefined ? '-' : new Date(day).toISOString().slice(0, 10);
}
