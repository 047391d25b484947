// Windows of several subjects -> one state a UTC day, the worst of them.
import type { Problem } from '../../contract/problem.ts';
import type { Span } from '../../contract/time.ts';
import type { SeriesData, WindowState } from '../../query/series-data.ts';

/** From worst to best: a day is as good as its worst window. */
export const DAY_STATES = ['failed', 'loading', 'stale', 'gone', 'provisional', 'in'] as const;
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
    if (!known || DAY_STATES.indexOf(day.state) < DAY_STATES.indexOf(known.state)) {
      days.set(day.window.begin, day);
    }
  }
  return [...days.values()].toSorted((a, b) => a.window.begin - b.window.begin);
}

/** How many days are in each state. */
export function countDays(days: readonly CoverageDay[]): Record<DayState, number> {
  const counts = { failed: 0, loading: 0, stale: 0, gone: 0, provisional: 0, in: 0 };
  for (const day of days) counts[day.state] += 1;
  return counts;
}

function toDay({ window, status, final, problem }: WindowState): CoverageDay {
  const state = status === 'ok' ? (final ? 'in' : 'provisional') : status;
  return { window, state, problem: problem ?? null };
}
