// Where all windows of the page stand -> the counts and the one problem the page speaks of.
import type { Problem } from '../../contract/problem.ts';
import type { EpochMs } from '../../contract/time.ts';
import type { SeriesData, WindowState } from '../../query/series-data.ts';

/** A problem and how many windows have it. */
export interface ProblemCount {
  problem: Problem;
  windows: number;
}

export interface WindowsSummary {
  /** A window of each subject; the same day of two subjects is two windows. */
  total: number;
  /** Answered, provisional ones too. */
  in: number;
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
  const windows = datas.flatMap((data) => data.windows);
  const count = (status: (typeof windows)[number]['status']) =>
    windows.filter((window) => window.status === status).length;
  const lost = windows.filter(isLost).length;
  const problems = groupProblems(datas);
  return {
    total: windows.length,
    in: count('ok'),
    loading: count('loading'),
    failed: count('failed') + lost,
    stale: count('stale'),
    gone: count('gone') - lost,
    hasValues: datas.some(({ series }) => series.values.some((value) => !Number.isNaN(value))),
    dataThrough: latest(datas.map(dataThroughOf)),
    fetchedAt: latest(windows.map((window) => window.fetchedAt ?? null)),
    problems,
    topProblem: problems[0]?.problem ?? null,
  };
}

/** Gone by a fault of this server's, which somebody may be able to put right: worth the words of a failure. */
function isLost({ status, problem }: WindowState): boolean {
  return status === 'gone' && problem?.code === 'lost';
}

/**
 * One entry a code, most windows first, then by code. Of equal problems the one that has a RequestId
 * is kept, so that there is something to quote.
 */
function groupProblems(datas: readonly SeriesData[]): ProblemCount[] {
  const groups = new Map<string, ProblemCount>();
  for (const window of datas.flatMap((data) => data.windows)) {
    const { status, problem } = window;
    if (!problem || !(status === 'failed' || status === 'stale' || isLost(window))) continue;
    const known = groups.get(problem.code);
    const keep = known && (known.problem.requestId || !problem.requestId) ? known.problem : problem;
    groups.set(problem.code, { problem: keep, windows: (known?.windows ?? 0) + 1 });
  }
  return [...groups.values()].toSorted(
    (a, b) => b.windows - a.windows || a.problem.code.localeCompare(b.problem.code),
  );
}

function dataThroughOf({ series, windows }: SeriesData): EpochMs | null {
  const fetchedAt = latest(windows.map((window) => window.fetchedAt ?? null)) ?? Infinity;
  const last = series.values.findLastIndex(
    // A bucket that was still running when it was fetched is not data through its end.
    (value, i) => !Number.isNaN(value) && series.begin + (i + 1) * series.step <= fetchedAt,
  );
  return last < 0 ? null : series.begin + (last + 1) * series.step;
}

function latest(times: readonly (EpochMs | null)[]): EpochMs | null {
  return times.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
}
