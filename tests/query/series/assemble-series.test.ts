import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, STEP } from '../../../src/contract/domain/time.ts';
import type { WindowRecord } from '../../../src/contract/wire/api.ts';
import { ProblemError } from '../../../src/contract/wire/problem.ts';
import type { Problem } from '../../../src/contract/wire/problem.ts';
import type { RequestPlan } from '../../../src/planning/plan-requests.ts';
import type { QueryResult } from '../../../src/query/queries/use-window-queries.ts';
import { assembleSeries, createAssembler } from '../../../src/query/series/assemble-series.ts';
import type { SeriesData } from '../../../src/query/series/series-data.ts';
import { BucketState } from '../../../src/series/series.ts';

const SETTLE = 3 * STEP;
const subject = { appId: 'app-1', metric: 'FirstFrameCost' } as const;
const problem: Problem = { code: 'throttled', message: 'Slow down.', retryable: true };

const buildDay = (day: number) => ({ begin: day * DAY, end: (day + 1) * DAY });

function buildPlan(from: number, to: number, changes: Partial<RequestPlan> = {}): RequestPlan {
  const windows = Array.from({ length: to - from }, (_, i) => buildDay(from + i));
  const span = { begin: from * DAY, end: to * DAY };
  return { subjects: [subject], span, windows, requests: windows, ...changes };
}

function buildRecord(day: number, changes: Partial<WindowRecord> = {}): WindowRecord {
  return {
    index: 0,
    status: 'ok',
    begin: day * DAY,
    step: STEP,
    values: Array.from({ length: 288 }, () => day),
    summary: day,
    final: true,
    fetchedAt: (day + 2) * DAY,
    requestId: null,
    ...changes,
  };
}

const loaded = (record: WindowRecord): QueryResult => ({
  data: record,
  error: null,
  fetchStatus: 'idle',
});
const loading: QueryResult = { data: undefined, error: null, fetchStatus: 'fetching' };
const failed: QueryResult = {
  data: undefined,
  error: new ProblemError(problem),
  fetchStatus: 'idle',
};

function assemble(plan: RequestPlan, results: QueryResult[], previous?: SeriesData): SeriesData {
  return assembleSeries(plan, { subject, results, previous }, SETTLE);
}

function countStates(states: Uint8Array): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [name, value] of Object.entries(BucketState)) {
    const count = states.filter((state) => state === value).length;
    if (count > 0) counts[name] = count;
  }
  return counts;
}

describe('assembleSeries', () => {
  it('distinguishes loaded, loading, failed and expired windows in statuses and buckets', () => {
    const gone = buildRecord(3, { status: 'gone', values: [] });
    const results = [loaded(buildRecord(0)), loading, failed, loaded(gone)];
    const data = assemble(buildPlan(0, 4), results);
    expect(data.windows.map(({ status }) => status)).toEqual(['ok', 'loading', 'failed', 'gone']);
    expect(countStates(data.series.states)).toEqual({
      Settled: 288,
      Loading: 288,
      Failed: 288,
      Expired: 288,
    });
    expect(data.windows[2]?.problem).toBe(problem);
  });

  it('shows a failed window as loading while it is retried', () => {
    const data = assemble(buildPlan(0, 1), [{ ...failed, fetchStatus: 'fetching' }]);
    expect(data.windows[0]?.status).toBe('loading');
  });

  it('keeps a record as stale when its refresh failed', () => {
    const data = assemble(buildPlan(0, 1), [{ ...failed, data: buildRecord(0) }]);
    expect(data.windows[0]).toMatchObject({ status: 'stale', problem });
    expect(countStates(data.series.states)).toEqual({ Settled: 288 });
  });

  it('marks the start of the oldest day as expired when its record begins later', () => {
    const values = Array.from({ length: 188 }, () => 1);
    const clipped = buildRecord(0, { begin: 100 * STEP, values });
    const data = assemble(buildPlan(0, 1), [loaded(clipped)]);
    expect(countStates(data.series.states)).toEqual({ Expired: 100, Settled: 188 });
  });

  it('marks buckets as pending that had not begun when the open day was fetched', () => {
    const values = [1, 2, 3, 4, 5];
    const open = buildRecord(0, { values, fetchedAt: 5 * STEP, final: false });
    const plan = buildPlan(0, 1, { span: { begin: 0, end: 6 * STEP } });
    const data = assemble(plan, [loaded(open)]);
    const { Settled, Provisional, Pending } = BucketState;
    expect([...data.series.states]).toEqual([
      Settled,
      Provisional,
      Provisional,
      Provisional,
      Provisional,
      Pending,
    ]);
  });

  it('takes the summary only from a record that covers the span exactly', () => {
    const span = { begin: DAY / 2, end: DAY * 1.5 };
    const windows = [buildDay(0), buildDay(1)];
    const plan = buildPlan(0, 2, { span, windows, requests: [...windows, span] });
    const days = [loaded(buildRecord(0)), loaded(buildRecord(1))];
    const otherBegin = loaded(buildRecord(0, { summary: 42 }));
    expect(assemble(plan, [...days, otherBegin]).summary).toBeNull();
    const exact = loaded(buildRecord(0, { begin: span.begin, summary: 42 }));
    expect(assemble(plan, [...days, exact]).summary).toBe(42);
    expect(assemble(buildPlan(0, 1), [loaded(buildRecord(0, { summary: 7 }))]).summary).toBe(7);
    expect(assemble(buildPlan(0, 2), days).summary).toBeNull();
  });

  it('keeps the summary of a live range while its next one loads, but not of another range', () => {
    const planFrom = (begin: number) => {
      const span = { begin, end: begin + 12 * STEP };
      return buildPlan(0, 1, { span, requests: [buildDay(0), span] });
    };
    const day = loaded(buildRecord(0));
    const previous = assemble(planFrom(0), [day, loaded(buildRecord(0, { summary: 42 }))]);
    expect(assemble(planFrom(STEP), [day, loading], previous).summary).toBe(42);
    expect(assemble(planFrom(24 * STEP), [day, loading], previous).summary).toBeNull();
    expect(assemble(planFrom(STEP), [day, failed], previous).summary).toBeNull();
  });
});

describe('createAssembler', () => {
  it('returns the same objects until a record changes, then replaces only that subject’s data', () => {
    const assembleAll = createAssembler();
    const plan = buildPlan(0, 2, { subjects: [subject, { ...subject, os: 'iOS' }] });
    const results = [loaded(buildRecord(0)), loading, loaded(buildRecord(0)), loading];
    const first = assembleAll(plan, results, SETTLE);
    const copies = results.map((result) => ({ ...result }));
    expect(assembleAll(plan, copies, SETTLE)).toBe(first);
    const changed = [...results.slice(0, 3), loaded(buildRecord(1))];
    const second = assembleAll(plan, changed, SETTLE);
    expect(second[0]).toBe(first[0]);
    expect(second[1]).not.toBe(first[1]);
    expect(second[1]?.windows[1]?.status).toBe('ok');
  });

  it('returns what assembleSeries returns per subject, whatever came before', () => {
    const records = [0, 1, 2].map((day) => loaded(buildRecord(day)));
    const result = fc.constantFrom(loading, failed, ...records);
    const round = fc.array(result, { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(round, { minLength: 1, maxLength: 5 }), (rounds) => {
        const assembleAll = createAssembler();
        const subjects = [subject, { ...subject, os: 'Android' as const }];
        const plan = buildPlan(0, 3, { subjects });
        for (const results of rounds) {
          const expected = subjects.map((planned, i) =>
            assembleSeries(
              plan,
              { subject: planned, results: results.slice(i * 3, i * 3 + 3) },
              SETTLE,
            ),
          );
          expect(assembleAll(plan, results, SETTLE)).toEqual(expected);
        }
      }),
      { numRuns: 20 },
    );
  });
});
