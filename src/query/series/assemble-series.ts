// Window answers -> one series a subject, redone only where an answer changed.
import type { Problem } from '../../contract/wire/problem.ts';
import type { Subject } from '../../contract/domain/segments.ts';
import { subjectKey } from '../../contract/domain/subject-key.ts';
import { STEP } from '../../contract/domain/time.ts';
import type { Millis, Span } from '../../contract/domain/time.ts';
import { mergeWindows } from '../../series/merge-windows.ts';
import type { MissingSpan } from '../../series/merge-windows.ts';
import type { SeriesData, WindowStatus } from './series-data.ts';
import type { WindowAnswer } from '../queries/window-query.ts';

/** What is known of one window's query. */
export interface WindowResult {
  answer: WindowAnswer | undefined;
  problem: Problem | undefined;
  fetching: boolean;
}

export interface SubjectPlan {
  subject: Subject;
  span: Span;
  /** The UTC days that cover the span. */
  windows: readonly Span[];
  /** What is asked, a result each: the windows, then the span itself where one call can summarize it. */
  asked: readonly Span[];
}

/** One subject's data out of its windows' results, in the plan's order. */
export function assembleSeries(
  plan: SubjectPlan,
  results: readonly WindowResult[],
  settleMs: Millis,
  before?: SeriesData,
): SeriesData {
  const states = plan.windows.map((window, i) => toState(window, results[i]));
  const pieces = plan.windows.flatMap((window, i) =>
    toPieces(window, results[i]?.answer, states[i]),
  );
  return {
    subject: plan.subject,
    series: mergeWindows(plan.span, pieces, settleMs),
    windows: states,
    summary: pickSummary(plan, results, before),
  };
}

function toState(window: Span, result: WindowResult | undefined): WindowStatus {
  const { answer, problem, fetching = true } = result ?? {};
  if (answer) {
    const { status, final, fetchedAt } = answer;
    const shown = answer.problem ?? problem;
    return {
      window,
      // A refresh that failed leaves the older answer, and says that it is the older one.
      status: status === 'ok' && problem ? 'stale' : status,
      final,
      fetchedAt,
      ...(shown && { problem: shown }),
    };
  }
  if (problem && !fetching) return { window, status: 'failed', final: false, problem };
  return { window, status: 'loading', final: false };
}

function toPieces(
  window: Span,
  answer: WindowAnswer | undefined,
  state: WindowStatus | undefined,
): (WindowAnswer | MissingSpan)[] {
  const { begin, end } = window;
  if (!answer) return state?.status === 'failed' ? [{ reason: 'failed', begin, end }] : [];
  if (answer.status === 'gone') return [{ reason: 'gone', begin, end }];
  const pieces: (WindowAnswer | MissingSpan)[] = [answer];
  // What the upstream no longer has of the oldest day, and what had not begun when it was asked.
  if (answer.begin > begin) pieces.push({ reason: 'gone', begin, end: answer.begin });
  const answeredEnd = answer.begin + answer.values.length * STEP;
  if (answeredEnd < end) pieces.push(awaited(answer, answeredEnd, end));
  return pieces;
}

function awaited(answer: WindowAnswer, begin: number, end: number): WindowAnswer {
  const values = Array.from({ length: (end - begin) / STEP }, () => null);
  return { ...answer, begin, values };
}

function pickSummary(
  plan: SubjectPlan,
  results: readonly WindowResult[],
  before: SeriesData | undefined,
): number | null {
  const exact =
    results[
      plan.asked.findIndex(({ begin, end }) => begin === plan.span.begin && end === plan.span.end)
    ];
  if (exact?.answer) {
    // At the 30-day edge the answer begins later than the span, and its summary is of less.
    return exact.answer.begin === plan.span.begin ? exact.answer.summary : null;
  }
  // A live range moves by a bucket at a time: the figure stays while the next one is asked for.
  const moved = before ? Math.abs(before.series.begin - plan.span.begin) : Infinity;
  return exact?.fetching && moved <= STEP ? (before?.summary ?? null) : null;
}

/** An `assembleSeries` for many subjects that keeps what did not change, so that React sees the same objects. */
export function createAssembler(): (
  plans: readonly SubjectPlan[],
  results: readonly WindowResult[],
  settleMs: Millis,
) => SeriesData[] {
  let kept = new Map<string, { inputs: unknown[]; data: SeriesData }>();
  let last: SeriesData[] = [];
  return (plans, results, settleMs) => {
    const next: typeof kept = new Map();
    let from = 0;
    const datas = plans.map((plan) => {
      const own = results.slice(from, (from += plan.asked.length));
      const key = subjectKey(plan.subject);
      const inputs = [plan.span.begin, plan.span.end, settleMs, ...own.flatMap(Object.values)];
      const old = kept.get(key);
      const data =
        old && same(old.inputs, inputs) ? old.data : assembleSeries(plan, own, settleMs, old?.data);
      next.set(key, { inputs, data });
      return data;
    });
    kept = next;
    if (!same(last, datas)) last = datas;
    return last;
  };
}

function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, i) => Object.is(item, b[i]));
}
