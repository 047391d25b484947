// What the recorder has to fetch: every day long over that the upstream still has whole and the archive has not.
import type { WindowRequest } from '../../contract/wire/api.ts';
import { METRICS } from '../../contract/domain/metrics.ts';
import { listSegmentFilters } from '../../contract/domain/segments.ts';
import { LATE_DATA } from '../../contract/domain/freshness.ts';
import { DAY, MINUTE, floorToDay } from '../../contract/domain/time.ts';
import type { EpochMs, Millis, Span } from '../../contract/domain/time.ts';
import { oldestUpstream } from '../../planning/plan-windows.ts';
import type { Archive } from './archive.ts';

const SEGMENTS = listSegmentFilters();

/** The windows of one app and day: 36. */
export function windowsOfDay(appId: string, day: EpochMs): WindowRequest[] {
  return METRICS.flatMap((metric) =>
    SEGMENTS.map((segment) => ({ appId, metric, ...segment, begin: day, end: day + DAY })),
  );
}

/**
 * How long after its settle time a day is recorded: once what is late has come too, and a minute for
 * clocks and slow answers. The upstream keeps the day for 29 more, and what is recorded is never asked again.
 */
const RECORD_AFTER: Millis = LATE_DATA + MINUTE;

/** The days to be recorded at `now`: long over, and the upstream still has everything of them. */
export function archivableDays(now: EpochMs, settleMs: Millis): Span {
  const oldest = oldestUpstream(now);
  const begin = floorToDay(oldest + DAY - 1);
  return { begin, end: Math.max(begin, lastEnd(now, settleMs)) };
}

/** When the next day is to be recorded. */
export function nextDayAt(now: EpochMs, settleMs: Millis): EpochMs {
  return lastEnd(now, settleMs) + DAY + settleMs + RECORD_AFTER;
}

/** The end of the last day to be recorded. */
function lastEnd(now: EpochMs, settleMs: Millis): EpochMs {
  return floorToDay(now - settleMs - RECORD_AFTER);
}

export interface BackfillPlan {
  /** The ones about to expire first. */
  pending: WindowRequest[];
  /** Windows of the same days that are archived. */
  done: number;
  /** Windows of older days, since the app's first archived one, that are not. */
  lost: number;
}

/** Compares what should be archived at `now` with what is. Rejects when the archive cannot tell. */
export async function planBackfill(
  appIds: readonly string[],
  archive: Pick<Archive, 'getPresence' | 'reach'>,
  now: EpochMs,
  settleMs: Millis,
): Promise<BackfillPlan> {
  const { begin, end } = archivableDays(now, settleMs);
  const since = await archive.reach();
  const plan: BackfillPlan = { pending: [], done: 0, lost: 0 };
  for (let day = begin; day < end; day += DAY) {
    for (const window of appIds.flatMap((appId) => windowsOfDay(appId, day))) {
      if ((await archive.getPresence(window)) === 'archived') plan.done += 1;
      else plan.pending.push(window);
    }
  }
  for (const appId of appIds) {
    for (let day = since[appId] ?? begin; day < begin; day += DAY) {
      for (const window of windowsOfDay(appId, day)) {
        if ((await archive.getPresence(window)) !== 'archived') plan.lost += 1;
      }
    }
  }
  return plan;
}
