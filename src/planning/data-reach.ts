// How far back there is data: the upstream's 30 days, or what this server has kept beyond them.
import type { EpochMs, Span } from '../contract/domain/time.ts';
import { UPSTREAM_LOOKBACK } from '../contract/wire/upstream.ts';
import { clampRange } from './resolve-range.ts';
import type { ClampedRange } from './resolve-range.ts';
import { oldestUpstream } from './plan-windows.ts';

/** By AppId, the first moment this server has kept. */
export type ArchivedSince = Readonly<Record<string, EpochMs>>;

/** The first moment the server has kept of any of these apps; Infinity where it has kept nothing. */
export function findArchivedSince(apps: readonly string[], since: ArchivedSince): EpochMs {
  return Math.min(
    ...apps.map((app) => (Object.hasOwn(since, app) ? (since[app] ?? Infinity) : Infinity)),
  );
}

/** The oldest moment there can be data of at `at`. */
export function findOldest(at: EpochMs, keptSince: EpochMs): EpochMs {
  return Math.min(oldestUpstream(at), keptSince);
}

/** `span` cut to what can be asked for; the safety margin at the upstream's old end is too little to speak of. */
export function clampToReach(span: Span, at: EpochMs, keptSince: EpochMs): ClampedRange {
  const { clipped } = clampRange(span, at, Math.min(at - UPSTREAM_LOOKBACK, keptSince));
  return { ...clampRange(span, at, findOldest(at, keptSince)), clipped };
}
