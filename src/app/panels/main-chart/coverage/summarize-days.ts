// Windows of several subjects -> one state a UTC day, the worst of them.
import type { Problem } from '../../../../contract/wire/problem.ts';
import type { Span } from '../../../../contract/domain/time.ts';
import type { SeriesData, WindowStatus } from '../../../../query/series/series-data.ts';

/** From worst to best: a day is as good as its worst window, but failed only where all of them are. */
export const DAY_STATES = [
  'failed',
  'partly',
  'loading',
  'stale',
  'gone',
  'provisional',
  'in',
] as const;
export type DayState = (typeof DAY_STATES)[number];

/** A UTC day over the subjects shown. */
export interface CoverageDay {
  window: Span;
  state: DayState;
  /** Why, for `failed`, `stale` and `gone` where it is known. */
  problem: Problem | null;
}

/** One entry a UTC-day window, oldest first. */
export function summarizeDays(datas: readonly SeriesData[]): CoverageDay[] {
  const days = new Map<number, CoverageDay>();
  for (const window of datas.flatMap((data) => data.windows)) {
    const day = toDay(window);
    const known = days.get(day.window.begin);
    days.set(day.window.begin, known ? worseOf(known, day) : day);
  }
  return [...days.values()].toSorted((a, b) => a.window.begin - b.window.begin);
}

function worseOf(one: CoverageDay, other: CoverageDay): CoverageDay {
  const [worse, better] =
    DAY_STATES.indexOf(one.state) <= DAY_STATES.indexOf(other.state) ? [one, other] : [other, one];
  const isPartly = worse.state === 'failed' && better.state !== 'failed';
  return isPartly ? { ...worse, state: 'partly' } : worse;
}

/** How many days are in each state. */
export function countDays(days: readonly CoverageDay[]): Record<DayState, number> {
  const counts = { failed: 0, partly: 0, loading: 0, stale: 0, gone: 0, provisional: 0, in: 0 };
  for (const day of days) counts[day.state] += 1;
  return counts;
}

function toDay({ window, status, final, problem }: WindowStatus): CoverageDay {
  const state = status === 'ok' ? (final ? 'in' : 'provisional') : status;
  return { window, state, problem: problem ?? null };
}
