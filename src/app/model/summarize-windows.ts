import type { EpochMs } from '../../contract/domain/time.ts';
import type { Problem } from '../../contract/wire/problem.ts';
import type { SeriesData, WindowStatus } from '../../query/series/series-data.ts';
import { hasValues } from '../../series/series.ts';
import type { Series } from '../../series/series.ts';

export interface ProblemCount {
  problem: Problem;
  windows: number;
}

/** Counts windows of all subjects. */
export interface WindowsSummary {
  total: number;
  /** Provisional windows included. */
  loaded: number;
  loading: number;
  /** Damaged archive windows included. */
  failed: number;
  stale: number;
  /** Neither the API nor the archive has their data. */
  expired: number;
  hasValues: boolean;
  /** End of the newest finished bucket with a value. */
  dataThrough: EpochMs | null;
  fetchedAt: EpochMs | null;
  /** One entry per code, most windows first. */
  problems: ProblemCount[];
  topProblem: Problem | null;
}

export function summarizeWindows(seriesList: readonly SeriesData[]): WindowsSummary {
  const parts = seriesList.map(getSeriesSummary);
  const sum = (countOf: (part: SeriesSummary) => number) =>
    parts.reduce((total, part) => total + countOf(part), 0);
  const problems = joinProblems(parts.map((part) => part.problems));
  return {
    total: sum(({ total }) => total),
    loaded: sum(({ loaded }) => loaded),
    loading: sum(({ loading }) => loading),
    failed: sum(({ failed }) => failed),
    stale: sum(({ stale }) => stale),
    expired: sum(({ expired }) => expired),
    hasValues: parts.some((part) => part.hasValues),
    dataThrough: findLatest(parts.map(({ dataThrough }) => dataThrough)),
    fetchedAt: findLatest(parts.map(({ fetchedAt }) => fetchedAt)),
    problems,
    topProblem: problems[0]?.problem ?? null,
  };
}

type SeriesSummary = Omit<WindowsSummary, 'topProblem'>;

// Few series change between renders.
const summaries = new WeakMap<SeriesData, SeriesSummary>();

function getSeriesSummary(data: SeriesData): SeriesSummary {
  const known = summaries.get(data);
  if (known) return known;
  const summary = summarizeSeries(data);
  summaries.set(data, summary);
  return summary;
}

function summarizeSeries({ series, windows }: SeriesData): SeriesSummary {
  const count = (status: WindowStatus['status']) =>
    windows.filter((window) => window.status === status).length;
  const damaged = windows.filter(isDamaged).length;
  const fetchedAt = findLatest(windows.map((window) => window.fetchedAt ?? null));
  return {
    total: windows.length,
    loaded: count('ok'),
    loading: count('loading'),
    failed: count('failed') + damaged,
    stale: count('stale'),
    expired: count('gone') - damaged,
    hasValues: hasValues(series),
    dataThrough: findDataThrough(series, fetchedAt ?? Infinity),
    fetchedAt,
    problems: joinProblems(windows.map(listProblems)),
  };
}

// Lost by the archive, which an operator may repair.
function isDamaged({ status, problem }: WindowStatus): boolean {
  return status === 'gone' && problem?.code === 'lost';
}

function listProblems(window: WindowStatus): ProblemCount[] {
  const { status, problem } = window;
  const isReported = status === 'failed' || status === 'stale' || isDamaged(window);
  return problem && isReported ? [{ problem, windows: 1 }] : [];
}

// Prefers a problem with a RequestId, because support asks for it.
function joinProblems(counts: readonly (readonly ProblemCount[])[]): ProblemCount[] {
  const byCode = new Map<string, ProblemCount>();
  for (const { problem, windows } of counts.flat()) {
    const known = byCode.get(problem.code);
    const keepsKnown = known && (known.problem.requestId || !problem.requestId);
    byCode.set(problem.code, {
      problem: keepsKnown ? known.problem : problem,
      windows: (known?.windows ?? 0) + windows,
    });
  }
  return [...byCode.values()].toSorted(
    (a, b) => b.windows - a.windows || a.problem.code.localeCompare(b.problem.code),
  );
}

// Buckets that were unfinished at `fetchedAt` do not count.
function findDataThrough(series: Series, fetchedAt: EpochMs): EpochMs | null {
  if (!hasValues(series)) return null;
  const { begin, step, values } = series;
  const last = values.findLastIndex(
    (value, i) => !Number.isNaN(value) && begin + (i + 1) * step <= fetchedAt,
  );
  return last < 0 ? null : begin + (last + 1) * step;
}

function findLatest(times: readonly (EpochMs | null)[]): EpochMs | null {
  return times.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
}
