// What is known of the page's data -> what to say: one state instead of the chart, and notes above it.
import type { Problem } from '../../contract/wire/problem.ts';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import type { ClampedRange } from '../../planning/resolve-range.ts';
import { sliceWindow } from '../../planning/plan-windows.ts';
import type { WindowsSummary } from './summarize-windows.ts';

/** Stands where the chart would be. */
export type PageBlock =
  | { kind: 'noApp' }
  | { kind: 'loading' }
  | { kind: 'noData'; filters: 'none' | 'one' | 'combined' }
  | { kind: 'failed'; problem: Problem; windows: number; mixed: boolean }
  | { kind: 'gone' };

/** One that stands until something is done; while it loads the chart is there already. */
export type StandingBlock = Exclude<PageBlock, { kind: 'loading' }>;

/** Stands above a chart that stays. */
export type PageNote =
  | { kind: 'offline'; dataFrom: EpochMs | null }
  | { kind: 'partial'; failed: number; total: number; problem: Problem | null }
  | { kind: 'stale'; windows: number; problem: Problem | null }
  | { kind: 'clipped'; side: 'before' | 'kept' | 'after' | 'long'; span: Span }
  | { kind: 'rateScale' }
  /**
   * The compared period begins later or ends earlier than asked for, or none of it is there: too old,
   * or to come; or it overlaps the range, by `span`.
   */
  | { kind: 'compared'; how: 'cut' | 'ahead' | 'gone' | 'future' | 'overlap'; span: Span }
  | { kind: 'comparedFailed'; windows: number; problem: Problem | null };

export interface PageFacts {
  hasApp: boolean;
  windows: WindowsSummary;
  /** The browser's own word; a server that cannot be reached counts as offline too. */
  isOnline: boolean;
  /** How many of OS, terminal and channel are filtered. */
  filterCount: number;
  /** What the range was cut to, and where. */
  clipped: ClampedRange['clipped'];
  span: Span;
  /** The data begins where this server's own begins, before the upstream's 30 days. */
  isArchiveOldest: boolean;
  /** Nothing of the asked range can be there. */
  isRangeExpired: boolean;
  /** From `looksLikeFractions`, and only when rates are taken for percent. */
  hasFractionRates: boolean;
  /** The period the range is set beside; null when nothing is compared. */
  comparison: { requested: Span; range: ClampedRange; windows: WindowsSummary } | null;
  /** Whether an older chart is still on the page while this range loads. */
  isRefreshing: boolean;
}

/** What the page says. `block` is null where there is a chart to show. */
export function choosePageState(facts: PageFacts): { block: PageBlock | null; notes: PageNote[] } {
  const block = chooseBlock(facts);
  return { block, notes: block?.kind === 'noApp' ? [] : chooseNotes(facts, block) };
}

function chooseBlock(facts: PageFacts): PageBlock | null {
  const { windows } = facts;
  const { topProblem } = windows;
  if (!facts.hasApp) return { kind: 'noApp' };
  if (facts.isRangeExpired) return { kind: 'gone' };
  if (windows.hasValues) return null;
  if (windows.loading > 0 || windows.total === 0)
    return facts.isRefreshing ? null : { kind: 'loading' };
  if (topProblem && windows.loaded === 0 && windows.failed > 0) {
    const mixed = windows.problems.length > 1;
    return { kind: 'failed', problem: topProblem, windows: windows.failed, mixed };
  }
  if (windows.gone === windows.total) return { kind: 'gone' };
  const filters = facts.filterCount === 0 ? 'none' : facts.filterCount === 1 ? 'one' : 'combined';
  return { kind: 'noData', filters };
}

function chooseNotes(facts: PageFacts, block: PageBlock | null): PageNote[] {
  const { windows, clipped, span } = facts;
  const { failed, total, stale, topProblem: problem } = windows;
  const offline =
    !facts.isOnline || windows.problems.some((each) => each.problem.code === 'offline');
  const notes: PageNote[] = [];
  const said = block?.kind === 'failed';
  if (offline && !said) notes.push({ kind: 'offline', dataFrom: windows.fetchedAt });
  const onlyOffline = offline && windows.problems.every((each) => each.problem.code === 'offline');
  // Until something of this range is here there are no figures to speak of.
  const waiting = windows.loading > 0 && !windows.hasValues;
  if (failed > 0 && !said && !onlyOffline && !waiting)
    notes.push({ kind: 'partial', failed, total, problem });
  if (stale > 0 && !offline) notes.push({ kind: 'stale', windows: stale, problem });
  // A range that is gone, or missing, says so itself.
  if (block?.kind !== 'gone')
    for (const side of clipped) {
      notes.push({
        kind: 'clipped',
        side: side === 'before' && facts.isArchiveOldest ? 'kept' : side,
        span,
      });
    }
  if (facts.hasFractionRates) notes.push({ kind: 'rateScale' });
  return [...notes, ...chooseComparedNotes(facts)];
}

function chooseComparedNotes({ comparison, span }: PageFacts): PageNote[] {
  if (!comparison) return [];
  const { requested, range, windows } = comparison;
  if (range.empty) {
    const how = range.clipped.includes('before') ? 'gone' : 'future';
    return [{ kind: 'compared', how, span: requested }];
  }
  const notes: PageNote[] = [];
  if (range.clipped.includes('before')) {
    notes.push({ kind: 'compared', how: 'cut', span: range.span });
  }
  if (range.clipped.includes('after')) {
    notes.push({ kind: 'compared', how: 'ahead', span: range.span });
  }
  const shared = sliceWindow(range.span, span);
  if (shared.begin < shared.end) notes.push({ kind: 'compared', how: 'overlap', span: shared });
  if (windows.failed > 0 && windows.loading === 0) {
    notes.push({ kind: 'comparedFailed', windows: windows.failed, problem: windows.topProblem });
  }
  return notes;
}
