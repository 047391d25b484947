import type { WindowRequest } from '../../contract/wire/api.ts';
import { METRICS } from '../../contract/domain/metrics.ts';
import { listSegmentFilters } from '../../contract/domain/segments.ts';
import { LATE_DATA } from '../../contract/domain/freshness.ts';
import { DAY, MINUTE, floorToDay } from '../../contract/domain/time.ts';
import type { EpochMs, Millis, Span } from '../../contract/domain/time.ts';
import { findOldestUpstream } from '../../planning/plan-windows.ts';
import type { Archive } from './archive.ts';

const SEGMENTS = listSegmentFilters();

/** Lists one window per metric and segment. */
export function listDayRequests(appId: string, day: EpochMs): WindowRequest[] {
  return METRICS.flatMap((metric) =>
    SEGMENTS.map((segment) => ({ appId, metric, ...segment, begin: day, end: day + DAY })),
  );
}

// Time after a day has settled. The minute covers clocks and slow responses: archived windows are never
// fetched again.
const ARCHIVE_DELAY: Millis = LATE_DATA + MINUTE;

/** Returns the finished days that the upstream has completely. */
export function archivableDays(now: EpochMs, settleMs: Millis): Span {
  const begin = floorToDay(findOldestUpstream(now) + DAY - 1);
  return { begin, end: Math.max(begin, archivableEnd(now, settleMs)) };
}

export function nextDayAt(now: EpochMs, settleMs: Millis): EpochMs {
  return archivableEnd(now, settleMs) + DAY + settleMs + ARCHIVE_DELAY;
}

function archivableEnd(now: EpochMs, settleMs: Millis): EpochMs {
  return floorToDay(now - settleMs - ARCHIVE_DELAY);
}

export interface BackfillPlan {
  /** Oldest first. */
  pending: WindowRequest[];
  /** Archived windows of the same days. */
  done: number;
  /** Missing windows of older days, since the app's first archived day. */
  lost: number;
}

/** Rejects if the archive cannot be read. */
export async function planBackfill(
  appIds: readonly string[],
  archive: Pick<Archive, 'getPresence' | 'reach'>,
  now: EpochMs,
  settleMs: Millis,
): Promise<BackfillPlan> {
  const { begin, end } = archivableDays(now, settleMs);
  const oldestDays = await archive.reach();
  const isArchived = async (request: WindowRequest) =>
    (await archive.getPresence(request)) === 'archived';
  const plan: BackfillPlan = { pending: [], done: 0, lost: 0 };
  for (let day = begin; day < end; day += DAY) {
    for (const request of appIds.flatMap((appId) => listDayRequests(appId, day))) {
      if (await isArchived(request)) plan.done += 1;
      else plan.pending.push(request);
    }
  }
  for (const appId of appIds) {
    for (let day = oldestDays[appId] ?? begin; day < begin; day += DAY) {
      for (const request of listDayRequests(appId, day)) {
        if (!(await isArchived(request))) plan.lost += 1;
      }
    }
  }
  return plan;
}
