import type { Problem } from '../../../../contract/wire/problem.ts';
import type { Span } from '../../../../contract/domain/time.ts';
import type { SeriesData, WindowStatus } from '../../../../query/series/series-data.ts';

/** From worst to best. A day is `failed` only if all of its windows are. */
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

export interface CoverageDay {
  window: Span;
  state: DayState;
  problem: Problem | null;
}

/** Returns the worst state per UTC day, oldest first. */
export function summarizeDays(seriesList: readonly SeriesData[]): CoverageDay[] {
  const days = new Map<number, CoverageDay>();
  for (const window of seriesList.flatMap((data) => data.windows)) {
    const day = toDay(window);
    const known = days.get(day.window.begin);
    days.set(day.window.begin, known ? pickWorse(known, day) : day);
  }
  return [...days.values()].toSorted((a, b) => a.window.begin - b.window.begin);
}

function pickWorse(a: CoverageDay, b: CoverageDay): CoverageDay {
  const [worse, better] =
    DAY_STATES.indexOf(a.state) <= DAY_STATES.indexOf(b.state) ? [a, b] : [b, a];
  const isPartly = worse.state === 'failed' && better.state !== 'failed';
  return isPartly ? { ...worse, state: 'partly' } : worse;
}

export function countDays(days: readonly CoverageDay[]): Record<DayState, number> {
  const counts = { failed: 0, partly: 0, loading: 0, stale: 0, gone: 0, provisional: 0, in: 0 };
  for (const day of days) counts[day.state] += 1;
  return counts;
}

function toDay({ window, status, final, problem }: WindowStatus): CoverageDay {
  const state = status === 'ok' ? (final ? 'in' : 'provisional') : status;
  return { window, state, problem: problem ?? null };
}
