import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { METRICS } from '../../../contract/domain/metrics.ts';
import { DAY } from '../../../contract/domain/time.ts';
import type { EpochMs } from '../../../contract/domain/time.ts';
import { parseDay } from '../../../view/instant.ts';
import { DamagedError } from '../../archive/archive-codec.ts';
import type { ArchiveDocument } from '../../archive/archive-codec.ts';
import { DEMO_ACCOUNT } from '../../settings/archive.ts';
import { createEnvParser } from '../../settings/env-parser.ts';
import type { Env } from '../../settings/env-parser.ts';
import { CSV_HEADER, formatCsv } from '../archive/archive-csv.ts';
import { dayFileName, seriesPath } from '../archive/archive-paths.ts';
import { readArchiveFile } from '../archive/file-archive.ts';
import { scanArchive } from '../archive/scan-archive.ts';
import type { ScanFilters, ScannedSeries } from '../archive/scan-archive.ts';

// EX_USAGE of sysexits.h.
const EX_USAGE = 64;

const USAGE = `npm run archive -- list      lists archived apps, metrics, segments, days and gaps
npm run archive -- verify    reads and checks every file; exits with code 1 if a file is damaged
npm run archive -- export    prints all values as CSV, times in UTC

Filters:  --app ID  --metric NAME  --segment all|ios|android|web|mobile|ios-web|…
          --from 2026-11-01  --to 2026-11-20  (UTC days, inclusive)  --account NAME
The data directory is ARTC_DATA_DIR, by default ./data.
`;

export interface ArchiveCommandDeps {
  env: Env;
  write: (text: string) => Promise<void>;
  writeError: (text: string) => void;
}

/** Runs `npm run archive` and returns the exit code. Only reads, so a server may be running. */
export async function runArchiveCommand(
  args: readonly string[],
  deps: ArchiveCommandDeps,
): Promise<number> {
  const errors: string[] = [];
  const parser = createEnvParser(deps.env, errors);
  const directory = parser.string('ARTC_DATA_DIR') ?? './data';
  const rateScale = parser.choice('ARTC_RATE_SCALE', ['percent', 'fraction'], 'percent');
  const command = parseCommand(args, errors);
  if (!command || errors.length > 0) {
    deps.writeError(`${errors.map((message) => `${message}\n`).join('')}${USAGE}`);
    return EX_USAGE;
  }
  const seriesList = [...scanArchive(directory, command.filters)];
  if (seriesList.length === 0) {
    deps.writeError(`No archived days in ${directory} match the filters.\n`);
  }
  if (command.name === 'list') return printList(seriesList, deps);
  if (command.name === 'verify') return verify(seriesList, directory, deps);
  return exportCsv(seriesList, { directory, rateScale, ...deps });
}

type Command = { name: 'list' | 'verify' | 'export'; filters: ScanFilters };

function parseCommand(args: readonly string[], errors: string[]): Command | undefined {
  const text = { type: 'string' } as const;
  const options = { account: text, app: text, metric: text, segment: text, from: text, to: text };
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [name, ...extra] = positionals;
    const { from, to, ...series } = values;
    const days = {
      from: parseDayOption(from, 0, errors),
      to: parseDayOption(to, Infinity, errors),
    };
    if (series.metric !== undefined && !METRICS.some((metric) => metric === series.metric)) {
      errors.push(`--metric must be one of ${METRICS.join(', ')}.`);
    }
    if (extra.length > 0) return undefined;
    if (name === 'list' || name === 'verify' || name === 'export') {
      return { name, filters: { ...series, ...days } };
    }
  } catch (error) {
    errors.push(error instanceof Error ? error.message : 'The arguments are invalid.');
  }
  return undefined;
}

function parseDayOption(text: string | undefined, fallback: EpochMs, errors: string[]): EpochMs {
  if (text === undefined) return fallback;
  const hasDayFormat = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const day = hasDayFormat ? parseDay(text) : undefined;
  if (!hasDayFormat) errors.push(`A day must have the format 2026-11-20, not ${text}.`);
  else if (day === undefined) errors.push(`The day ${text} does not exist.`);
  return day ?? fallback;
}

async function printList(
  seriesList: readonly ScannedSeries[],
  { write }: ArchiveCommandDeps,
): Promise<number> {
  const header = ['account', 'app', 'metric', 'segment', 'days', 'first', 'last', 'gaps', 'lost'];
  const rows = seriesList.map(({ account, appId, metric, segment, days, lost }) => [
    account,
    appId,
    metric,
    segment,
    String(days.length),
    formatDay(days[0]),
    formatDay(days.at(-1)),
    findGaps([...days, ...lost].sort((a, b) => a - b)).join(' ') || '-',
    lost.map(formatDay).join(' ') || '-',
  ]);
  const widths = header.map((_, i) =>
    Math.max(...[header, ...rows].map((row) => row[i]?.length ?? 0)),
  );
  for (const row of [header, ...rows]) {
    const cells = row.map((cell, i) => cell.padEnd(widths[i] ?? 0));
    await write(`${cells.join('  ').trimEnd()}\n`);
  }
  return 0;
}

// Missing days between the first and the last, as `day` or `first..last`.
function findGaps(days: readonly EpochMs[]): string[] {
  return days.flatMap((day, i) => {
    const previous = days[i - 1];
    if (previous === undefined || day - previous <= DAY) return [];
    const [first, last] = [formatDay(previous + DAY), formatDay(day - DAY)];
    return first === last ? [first] : [`${first}..${last}`];
  });
}

async function verify(
  seriesList: readonly ScannedSeries[],
  directory: string,
  { write }: ArchiveCommandDeps,
): Promise<number> {
  let checked = 0;
  let damaged = 0;
  let lost = 0;
  for (const series of seriesList) {
    for (const day of series.lost) await write(`lost     ${pathOf(directory, series, day)}\n`);
    lost += series.lost.length;
    for (const day of series.days) {
      const { defect } = await readDay(directory, series, day);
      checked += 1;
      if (defect === undefined) continue;
      damaged += 1;
      await write(`damaged  ${pathOf(directory, series, day)}: ${defect}\n`);
    }
  }
  await write(
    `${checked} files checked: ${checked - damaged} valid, ${damaged} damaged. Days lost earlier: ${lost}.\n`,
  );
  return damaged + lost > 0 ? 1 : 0;
}

interface ExportOptions extends ArchiveCommandDeps {
  directory: string;
  rateScale: ArchiveDocument['rateScale'];
}

async function exportCsv(
  seriesList: readonly ScannedSeries[],
  options: ExportOptions,
): Promise<number> {
  const { directory, rateScale, write, writeError } = options;
  let exitCode = 0;
  await write(CSV_HEADER);
  for (const series of seriesList) {
    const scale = series.account === DEMO_ACCOUNT ? 'percent' : rateScale;
    for (const day of series.days) {
      const { document, defect } = await readDay(directory, series, day);
      if (document) {
        await write(formatCsv(document, scale));
      } else {
        writeError(`skipped ${pathOf(directory, series, day)}: ${defect}\n`);
        exitCode = 1;
      }
    }
  }
  return exitCode;
}

type ReadResult =
  | { document: ArchiveDocument; defect?: never }
  | { document?: never; defect: string };

async function readDay(
  directory: string,
  series: ScannedSeries,
  day: EpochMs,
): Promise<ReadResult> {
  try {
    const document = await readArchiveFile(pathOf(directory, series, day));
    const { account, request } = document;
    const isInPlace = seriesPath(request) === series.path && request.begin === day;
    if (isInPlace && account === series.account) return { document };
    return {
      defect: `The file contains ${account} ${seriesPath(request)} ${dayFileName(request.begin)}.`,
    };
  } catch (error) {
    const isKnown = error instanceof DamagedError || error instanceof TypeError;
    return { defect: isKnown ? error.message : `The file cannot be read (${String(error)}).` };
  }
}

function pathOf(directory: string, { account, path }: ScannedSeries, day: EpochMs): string {
  return join(directory, account, path, dayFileName(day));
}

function formatDay(day: EpochMs | undefined): string {
  return day === undefined ? '-' : new Date(day).toISOString().slice(0, 10);
}
