import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, STEP } from '../../../src/contract/domain/time.ts';
import type { Problem } from '../../../src/contract/wire/problem.ts';
import { assembleSeries, createAssembler } from '../../../src/query/series/assemble-series.ts';
import type { SubjectPlan, WindowResult } from '../../../src/query/series/assemble-series.ts';
import type { WindowAnswer } from '../../../src/query/queries/window-query.ts';
import { BucketState } from '../../../src/series/series.ts';

const SETTLE = 3 * STEP;
const subject = { appId: 'app-1', metric: 'FirstFrameCost' } as const;
const problem: Problem = { code: 'throttled', message: 'Slow down.', retryable: true };

const day = (n: number) => ({ begin: n * DAY, end: (n + 1) * DAY });
const plan = (from: number, to: number, more: Partial<SubjectPlan> = {}): SubjectPlan => {
  const windows = Array.from({ length: to - from }, (_, i) => day(from + i));
  return { subject, span: { begin: from * DAY, end: to * DAY }, windows, asked: windows, ...more };
};
const answer = (n: number, more: Partial<WindowAnswer> = {}): WindowAnswer => ({
  index: 0,
  status: 'ok',
  begin: n * DAY,
  step: STEP,
  values: Array.from({ length: 288 }, () => n),
  summary: n,
  final: true,
  fetchedAt: (n + 2) * DAY,
  requestId: null,
  ...more,
});
const got = (one: WindowAnswer): WindowResult => ({
  answer: one,
  problem: undefined,
  fetching: false,
});
const loading: WindowResult = { answer: undefined, problem: undefined, fetching: true };
const failed: WindowResult = { answer: undefined, problem, fetching: false };
const counts = (states: Uint8Array) => {
  const found: Record<string, number> = {};
  for (const [name, state] of Object.entries(BucketState)) {
    const n = states.filter((one) => one === state).length;
    if (n > 0) found[name] = n;
  }
  return found;
};

describe('assembleSeries', () => {
  it('tells what is here, loading, failed and gone apart, in the series and window by window', () => {
    const gone = answer(3, { status: 'gone', values: [] });
    const data = assembleSeries(plan(0, 4), [got(answer(0)), loading, failed, got(gone)], SETTLE);
    expect(data.windows.map((one) => one.status)).toEqual(['ok', 'loading', 'failed', 'gone']);
    expect(counts(data.series.states)).toEqual({
      Settled: 288,
      Loading: 288,
      Failed: 288,
      Expired: 288,
    });
    expect(data.windows[2]?.problem).toBe(problem);
  });

  it('shows a failed window that is being asked for again as loading', () => {
    const data = assembleSeries(plan(0, 1), [{ ...failed, fetching: true }], SETTLE);
    expect(data.windows[0]?.status).toBe('loading');
  });

  it('keeps an older answer when its refresh failed, and says that it is stale', () => {
    const data = assembleSeries(
      plan(0, 1),
      [{ answer: answer(0), problem, fetching: false }],
      SETTLE,
    );
    expect(data.windows[0]).toMatchObject({ status: 'stale', problem });
    expect(counts(data.series.states)).toEqual({ Settled: 288 });
  });

  it('marks the part of the oldest day that the upstream no longer has as gone', () => {
    const clipped = answer(0, { begin: 100 * STEP, values: Array.from({ length: 188 }, () => 1) });
    const data = assembleSeries(plan(0, 1), [got(clipped)], SETTLE);
    expect(counts(data.series.states)).toEqual({ Expired: 100, Settled: 188 });
  });

  it('awaits the buckets of the open day that had not begun when it was asked', () => {
    const open = answer(0, { values: [1, 2, 3, 4, 5], fetchedAt: 5 * STEP, final: false });
    const data = assembleSeries(
      plan(0, 1, { span: { begin: 0, end: 6 * STEP } }),
      [got(open)],
      SETTLE,
    );
    expect([...data.series.states]).toEqual(
      [1, 2, 2, 2, 2, 3].map((state, i) => (i === 0 ? BucketState.Settled : state)),
    );
  });

  it('takes the summary from the one answer that covers the span exactly, and from nothing else', () => {
    const span = { begin: DAY / 2, end: DAY * 1.5 };
    const windows = [day(0), day(1)];
    const exact = plan(0, 2, { span, windows, asked: [...windows, span] });
    const results = [got(answer(0)), got(answer(1)), got(answer(0, { summary: 42 }))];
    expect(assembleSeries(exact, results, SETTLE).summary).toBeNull();
    const whole = [...results.slice(0, 2), got(answer(0, { begin: span.begin, summary: 42 }))];
    expect(assembleSeries(exact, whole, SETTLE).summary).toBe(42);
    expect(assembleSeries(plan(0, 1), [got(answer(0, { summary: 7 }))], SETTLE).summary).toBe(7);
    expect(assembleSeries(plan(0, 2), results.slice(0, 2), SETTLE).summary).toBeNull();
  });

  it('keeps the summary of a live range while the next bucket’s is asked for, but not of another range', () => {
    const windows = [day(0)];
    const at = (begin: number): SubjectPlan => {
      const span = { begin, end: begin + 12 * STEP };
      return { subject, span, windows, asked: [...windows, span] };
    };
    const before = assembleSeries(at(0), [got(answer(0)), got(answer(0, { summary: 42 }))], SETTLE);
    expect(assembleSeries(at(STEP), [got(answer(0)), loading], SETTLE, before).summary).toBe(42);
    expect(
      assembleSeries(at(24 * STEP), [got(answer(0)), loading], SETTLE, before).summary,
    ).toBeNull();
    expect(assembleSeries(at(STEP), [got(answer(0)), failed], SETTLE, before).summary).toBeNull();
  });
});

describe('createAssembler', () => {
  it('hands out the same objects until an answer changes, and then only what changed', () => {
    const assemble = createAssembler();
    const plans = [plan(0, 2), plan(0, 2, { subject: { ...subject, os: 'iOS' } })];
    const results = [got(answer(0)), loading, got(answer(0)), loading];
    const first = assemble(plans, results, SETTLE);
    expect(
      assemble(
        plans,
        results.map((one) => ({ ...one })),
        SETTLE,
      ),
    ).toBe(first);
    const second = assemble(plans, [...results.slice(0, 3), got(answer(1))], SETTLE);
    expect(second[0]).toBe(first[0]);
    expect(second[1]).not.toBe(first[1]);
    expect(second[1]?.windows[1]?.status).toBe('ok');
  });

  it('equals assembling each subject on its own, whatever came before', () => {
    const result = fc.constantFrom(loading, failed, ...[0, 1, 2].map((n) => got(answer(n))));
    const round = fc.array(result, { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(round, { minLength: 1, maxLength: 5 }), (rounds) => {
        const assemble = createAssembler();
        const plans = [plan(0, 3), plan(0, 3, { subject: { ...subject, os: 'Android' } })];
        for (const results of rounds) {
          const alone = plans.map((one, i) =>
            assembleSeries(one, results.slice(i * 3, i * 3 + 3), SETTLE),
          );
          expect(assemble(plans, results, SETTLE)).toEqual(alone);
        }
      }),
      { numRuns: 20 },
    );
  });
});
