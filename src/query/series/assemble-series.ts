import type { Subject } from '../../contract/domain/segments.ts';
import { subjectKey } from '../../contract/domain/subject-key.ts';
import { STEP } from '../../contract/domain/time.ts';
import type { EpochMs, Millis, Span } from '../../contract/domain/time.ts';
import type { WindowRecord } from '../../contract/wire/api.ts';
import type { RequestPlan } from '../../planning/plan-requests.ts';
import { mergeWindows } from '../../series/merge-windows.ts';
import type { MissingSpan } from '../../series/merge-windows.ts';
import type { QueryResult } from '../queries/use-window-queries.ts';
import type { SeriesData, WindowStatus } from './series-data.ts';

export interface SubjectResults {
  subject: Subject;
  /** One per request of the plan. */
  results: readonly QueryResult[];
  previous?: SeriesData | undefined;
}

export function assembleSeries(
  plan: RequestPlan,
  { subject, results, previous }: SubjectResults,
  settleMs: Millis,
): SeriesData {
  const windows = plan.windows.map((window, i) => toStatus(window, results[i]));
  const parts = plan.windows.flatMap((window, i) => toParts(window, results[i]?.data, windows[i]));
  return {
    subject,
    series: mergeWindows(plan.span, parts, settleMs),
    windows,
    summary: pickSummary(plan, results, previous),
  };
}

function toStatus(window: Span, result: QueryResult | undefined): WindowStatus {
  const { data: record, error = null, fetchStatus = 'fetching' } = result ?? {};
  if (record) {
    const { status, final, fetchedAt } = record;
    const problem = record.problem ?? error?.problem;
    return {
      window,
      // The refresh of the record failed.
      status: status === 'ok' && error ? 'stale' : status,
      final,
      fetchedAt,
      ...(problem && { problem }),
    };
  }
  if (error && fetchStatus !== 'fetching') {
    return { window, status: 'failed', final: false, problem: error.problem };
  }
  return { window, status: 'loading', final: false };
}

function toParts(
  window: Span,
  record: WindowRecord | undefined,
  status: WindowStatus | undefined,
): (WindowRecord | MissingSpan)[] {
  const { begin, end } = window;
  if (status?.status === 'failed') return [{ reason: 'failed', begin, end }];
  if (!record) return [];
  if (record.status === 'gone') return [{ reason: 'gone', begin, end }];
  const parts: (WindowRecord | MissingSpan)[] = [record];
  // Beyond the API's lookback.
  if (record.begin > begin) parts.push({ reason: 'gone', begin, end: record.begin });
  const recordEnd = record.begin + record.values.length * STEP;
  if (recordEnd < end) parts.push(createEmptyRecord(record, recordEnd, end));
  return parts;
}

// Buckets that had not begun.
function createEmptyRecord(record: WindowRecord, begin: EpochMs, end: EpochMs): WindowRecord {
  const values = Array.from({ length: (end - begin) / STEP }, () => null);
  return { ...record, begin, values };
}

function pickSummary(
  { span, requests }: RequestPlan,
  results: readonly QueryResult[],
  previous: SeriesData | undefined,
): number | null {
  const index = requests.findIndex(({ begin, end }) => begin === span.begin && end === span.end);
  const spanResult = results[index];
  if (spanResult?.data) {
    // At the 30-day limit the record begins later.
    return spanResult.data.begin === span.begin ? spanResult.data.summary : null;
  }
  // A live range moves by one bucket.
  const shift = previous ? Math.abs(previous.series.begin - span.begin) : Infinity;
  return spanResult?.fetchStatus === 'fetching' && shift <= STEP
    ? (previous?.summary ?? null)
    : null;
}

/** Assembles all subjects; returns identical objects for equal input. */
export function createAssembler(): (
  plan: RequestPlan,
  results: readonly QueryResult[],
  settleMs: Millis,
) => SeriesData[] {
  let cache = new Map<string, { inputs: unknown[]; data: SeriesData }>();
  let lastList: SeriesData[] = [];
  return (plan, allResults, settleMs) => {
    const { subjects, span, requests } = plan;
    const nextCache: typeof cache = new Map();
    const seriesList = subjects.map((subject, i) => {
      const results = allResults.slice(i * requests.length, (i + 1) * requests.length);
      const inputs = [span.begin, span.end, settleMs, ...results.flatMap(toInputs)];
      const key = subjectKey(subject);
      const cached = cache.get(key);
      const data =
        cached && hasEqualItems(cached.inputs, inputs)
          ? cached.data
          : assembleSeries(plan, { subject, results, previous: cached?.data }, settleMs);
      nextCache.set(key, { inputs, data });
      return data;
    });
    cache = nextCache;
    if (!hasEqualItems(lastList, seriesList)) lastList = seriesList;
    return lastList;
  };
}

function toInputs({ data, error, fetchStatus }: QueryResult): unknown[] {
  return [data, error?.problem, fetchStatus === 'fetching'];
}

function hasEqualItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, i) => Object.is(item, b[i]));
}
