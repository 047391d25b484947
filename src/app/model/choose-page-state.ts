import type { EpochMs, Span } from '../../contract/domain/time.ts';
import type { Problem } from '../../contract/wire/problem.ts';
import { sliceWindow } from '../../planning/plan-windows.ts';
import type { ComparisonPeriod } from '../../planning/plan-view.ts';
import type { ClampedRange } from '../../planning/resolve-range.ts';
import type { WindowsSummary } from './summarize-windows.ts';

/** Replaces the main chart. */
export type PageBlock =
  | { kind: 'noApp' }
  | { kind: 'loading' }
  | { kind: 'noData'; filters: 'none' | 'one' | 'combined' }
  | { kind: 'failed'; problem: Problem; windows: number; mixed: boolean }
  | { kind: 'expired' };

/** A block that does not end by loading. */
export type StandingBlock = Exclude<PageBlock, { kind: 'loading' }>;

export type PageNote =
  | { kind: 'offline'; dataFrom: EpochMs | null }
  | { kind: 'partial'; failed: number; total: number; problem: Problem | null }
  | { kind: 'stale'; windows: number; problem: Problem | null }
  | { kind: 'clipped'; side: ClampedRange['clipped'][number] | 'archive'; span: Span }
  | { kind: 'rateScale' }
  /** `gone` and `future`: no data; `overlap`: with the range, by `span`. */
  | { kind: 'compared'; issue: 'cut' | 'ahead' | 'gone' | 'future' | 'overlap'; span: Span }
  | { kind: 'comparedFailed'; windows: number; problem: Problem | null };

export interface PageFacts {
  hasApp: boolean;
  windows: WindowsSummary;
  isOnline: boolean;
  filterCount: number;
  clipped: ClampedRange['clipped'];
  span: Span;
  /** The archive reaches further back than the API. */
  isArchiveOldest: boolean;
  /** No part of the requested range can have data. */
  isRangeExpired: boolean;
  /** See `looksLikeFractions`. */
  hasFractionRates: boolean;
  comparison: (Pick<ComparisonPeriod, 'requested' | 'range'> & { windows: WindowsSummary }) | null;
  /** The chart of an earlier view is displayed. */
  isRefreshing: boolean;
}

/** Returns a null block if there is a chart. */
export function choosePageState(facts: PageFacts): { block: PageBlock | null; notes: PageNote[] } {
  const block = chooseBlock(facts);
  return { block, notes: block?.kind === 'noApp' ? [] : chooseNotes(facts, block) };
}

function chooseBlock(facts: PageFacts): PageBlock | null {
  const { windows, filterCount } = facts;
  const { topProblem } = windows;
  if (!facts.hasApp) return { kind: 'noApp' };
  if (facts.isRangeExpired) return { kind: 'expired' };
  if (windows.hasValues) return null;
  if (windows.loading > 0 || windows.total === 0)
    return facts.isRefreshing ? null : { kind: 'loading' };
  if (topProblem && windows.loaded === 0 && windows.failed > 0) {
    const mixed = windows.problems.length > 1;
    return { kind: 'failed', problem: topProblem, windows: windows.failed, mixed };
  }
  if (windows.expired === windows.total) return { kind: 'expired' };
  const filters = filterCount === 0 ? 'none' : filterCount === 1 ? 'one' : 'combined';
  return { kind: 'noData', filters };
}

function chooseNotes(facts: PageFacts, block: PageBlock | null): PageNote[] {
  const { windows, clipped, span } = facts;
  const { failed, total, stale, problems, topProblem: problem } = windows;
  const isOfflineProblem = (count: (typeof problems)[number]) => count.problem.code === 'offline';
  // An unreachable server counts as offline, too.
  const isOffline = !facts.isOnline || problems.some(isOfflineProblem);
  const isOnlyOffline = isOffline && problems.every(isOfflineProblem);
  const isBlockedByFailure = block?.kind === 'failed';
  const isInitialLoad = windows.loading > 0 && !windows.hasValues;
  const notes: PageNote[] = [];
  if (isOffline && !isBlockedByFailure)
    notes.push({ kind: 'offline', dataFrom: windows.fetchedAt });
  if (failed > 0 && !isBlockedByFailure && !isOnlyOffline && !isInitialLoad)
    notes.push({ kind: 'partial', failed, total, problem });
  if (stale > 0 && !isOffline) notes.push({ kind: 'stale', windows: stale, problem });
  if (block?.kind !== 'expired')
    for (const side of clipped) {
      const isArchiveEdge = side === 'before' && facts.isArchiveOldest;
      notes.push({ kind: 'clipped', side: isArchiveEdge ? 'archive' : side, span });
    }
  if (facts.hasFractionRates) notes.push({ kind: 'rateScale' });
  return [...notes, ...chooseComparisonNotes(facts)];
}

function chooseComparisonNotes({ comparison, span }: PageFacts): PageNote[] {
  if (!comparison) return [];
  const { requested, range, windows } = comparison;
  if (range.empty) {
    const issue = range.clipped.includes('before') ? 'gone' : 'future';
    return [{ kind: 'compared', issue, span: requested }];
  }
  const notes: PageNote[] = [];
  if (range.clipped.includes('before'))
    notes.push({ kind: 'compared', issue: 'cut', span: range.span });
  if (range.clipped.includes('after'))
    notes.push({ kind: 'compared', issue: 'ahead', span: range.span });
  const overlap = sliceWindow(range.span, span);
  if (overlap.begin < overlap.end)
    notes.push({ kind: 'compared', issue: 'overlap', span: overlap });
  if (windows.failed > 0 && windows.loading === 0)
    notes.push({ kind: 'comparedFailed', windows: windows.failed, problem: windows.topProblem });
  return notes;
}
