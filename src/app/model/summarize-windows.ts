// Where all windows of the page stand -> the counts and the one problem the page speaks of.
import type { Problem } from '../../contract/wire/problem.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import type { SeriesData, WindowStatus } from '../../query/series/series-data.ts';
import { hasValues } from '../../series/series.ts';
import type { Series } from '../../series/series.ts';

/** A problem and how many windows have it. */
export interface ProblemCount {
  problem: Problem;
  windows: number;
}

export interface WindowsSummary {
  /** A window of each subject; the same day of two subjects is two windows. */
  total: number;
  /** Answered, provisional ones too. */
  loaded: number;
  loading: number;
  /** Those this server had and lost included. */
  failed: number;
  /** Kept from an earlier answer because newer ones fail. */
  stale: number;
  gone: number;
  /** Whether any bucket of any subject has a value. */
  hasValues: boolean;
  /** The end of the newest finished bucket that has a value. */
  dataThrough: EpochMs | null;
  /** When the newest answer was fetched. */
  fetchedAt: EpochMs | null;
  /** Problems of failed, lost and stale windows, one an own code, most windows first. */
  problems: ProblemCount[];
  topProblem: Problem | null;
}

/** What to say of the windows of these subjects together. */
export function summarizeWindows(datas: readonly SeriesData[]): WindowsSummary {
  const parts = datas.map(summaryOf);
  const sum = (of: (part: SeriesSummary) => number) =>
    parts.reduce((total, part) => total + of(part), 0);
  const problems = joinProblems(parts.map((part) => part.problems));
  return {
    total: sum(({ total }) => total),
    loaded: sum((part) => part.loaded),
    loading: sum(({ loading }) => loading),
    failed: sum(({ failed }) => failed),
    stale: sum(({ stale }) => stale),
    gone: sum(({ gone }) => gone),
    hasValues: parts.some(({ hasValues }) => hasValues),
    dataThrough: latest(parts.map(({ dataThrough }) => dataThrough)),
    fetchedAt: latest(parts.map(({ fetchedAt }) => fetchedAt)),
    problems,
    topProblem: problems[0]?.problem ?? null,
  };
}

type SeriesSummary = Omit<WindowsSummary, 'topProblem'>;

/** Of each series once: the page asks with every render, of months of them. */
const summaries = new WeakMap<SeriesData, SeriesSummary>();

function summaryOf(data: SeriesData): SeriesSummary {
  const known = summaries.get(data);
  if (known) return known;
  const summary = summarizeSeries(data);
  summaries.set(data, summary);
  return summary;
}

function summarizeSeries({ series, windows }: SeriesData): SeriesSummary {
  const count = (status: WindowStatus['status']) =>
    windows.filter((window) => window.status === status).length;
  const lost = windows.filter(isLost).length;
  const fetchedAt = latest(windows.map((window) => window.fetchedAt ?? null));
  return {
    total: windows.length,
    loaded: count('ok'),
    loading: count('loading'),
    failed: count('failed') + lost,
    stale: count('stale'),
    gone: count('gone') - lost,
    hasValues: hasValues(series),
    dataThrough: dataThroughOf(series, fetchedAt ?? Infinity),
    fetchedAt,
    problems: joinProblems(windows.map(problemOf)),
  };
}

/** Gone by a fault of this server's, which somebody may be able to put right: worth the words of a failure. */
function isLost({ status, problem }: WindowStatus): boolean {
  return status === 'gone' && problem?.code === 'lost';
}

function problemOf(window: WindowStatus): ProblemCount[] {
  const { status, problem } = window;
  const counts = status === 'failed' || status === 'stale' || isLost(window);
  return problem && counts ? [{ problem, windows: 1 }] : [];
}

/**
 * One entry a code, most windows first, then by code. Of equal problems the one that has a RequestId
 * is kept, so that there is something to quote.
 */
function joinProblems(counts: readonly (readonly ProblemCount[])[]): ProblemCount[] {
  const groups = new Map<string, ProblemCount>();
  for (const { problem, windows } of counts.flat()) {
    const known = groups.get(problem.code);
    const keep = known && (known.problem.requestId || !problem.requestId) ? known.problem : problem;
    groups.set(problem.code, { problem: keep, windows: (known?.windows ?? 0) + windows });
  }
  return [...groups.values()].toSorted(
    (a, b) => b.windows - a.windows || a.problem.code.localeCompare(b.problem.code),
  );
}

/** `by`: a bucket that was still running then is not data through its end. */
function dataThroughOf(series: Series, by: EpochMs): EpochMs | null {
  if (!hasValues(series)) return null;
  const { begin, step, values } = series;
  const last = values.findLastIndex(
    (value, i) => !Number.isNaN(value) && begin + (i + 1) * step <= by,
  );
  return last < 0 ? null : begin + (last + 1) * step;
}

function latest(times: readonly (EpochMs | null)[]): EpochMs | null {
  return times.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
}
