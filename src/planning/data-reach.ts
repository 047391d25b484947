import type { EpochMs, Span } from '../contract/domain/time.ts';
import { UPSTREAM_LOOKBACK } from '../contract/wire/upstream.ts';
import { findOldestUpstream } from './plan-windows.ts';
import { clampRange } from './resolve-range.ts';
import type { ClampedRange } from './resolve-range.ts';

/** The first archived moment, by AppId. */
export type ArchivedSince = Readonly<Record<string, EpochMs>>;

/** Infinity for none. */
export function findArchivedSince(apps: readonly string[], since: ArchivedSince): EpochMs {
  return Math.min(
    ...apps.map((app) => (Object.hasOwn(since, app) ? (since[app] ?? Infinity) : Infinity)),
  );
}

export function findOldest(now: EpochMs, archivedSince: EpochMs): EpochMs {
  return Math.min(findOldestUpstream(now), archivedSince);
}

/** Clamps to the available data, but does not report the API's safety margin as clipped. */
export function clampToReach(span: Span, now: EpochMs, archivedSince: EpochMs): ClampedRange {
  const { clipped } = clampRange(span, now, Math.min(now - UPSTREAM_LOOKBACK, archivedSince));
  return { ...clampRange(span, now, findOldest(now, archivedSince)), clipped };
}
