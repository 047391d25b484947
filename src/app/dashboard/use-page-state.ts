import { useMemo } from 'react';
import { METRICS } from '../../contract/domain/metrics.ts';
import type { ServerConfig } from '../../query/queries/config-query.ts';
import { choosePageState } from '../model/choose-page-state.ts';
import type { PageFacts, PageNote, StandingBlock } from '../model/choose-page-state.ts';
import { looksLikeFractions } from '../model/looks-like-fractions.ts';
import { summarizeWindows } from '../model/summarize-windows.ts';
import type { WindowsSummary } from '../model/summarize-windows.ts';
import { useOnline } from '../state/use-now.ts';
import type { DashboardData } from '../model/dashboard-data.ts';

export interface PageStateOptions {
  requested: DashboardData;
  hasApp: boolean;
  isRefreshing: boolean;
  /** The archive reaches further back than the API. */
  isArchiveOldest: boolean;
  rateScale: ServerConfig['rateScale'];
}

export interface PageState {
  block: StandingBlock | null;
  isInitialLoad: boolean;
  notes: PageNote[];
  windows: WindowsSummary;
}

/** The main metric decides on the block, all windows on the notes. */
export function usePageState(options: PageStateOptions): PageState {
  const { requested, hasApp, isRefreshing, isArchiveOldest, rateScale } = options;
  const { view, range, comparison, lines, seriesList, comparisonSeriesList } = requested;
  const isOnline = useOnline();
  const windows = useMemo(() => summarizeWindows(seriesList), [seriesList]);
  const comparedWindows = useMemo(
    () => summarizeWindows(comparisonSeriesList),
    [comparisonSeriesList],
  );
  const mainWindows = useMemo(
    () => summarizeWindows(lines[view.metric].map(({ data }) => data)),
    [lines, view.metric],
  );
  const facts: PageFacts = {
    hasApp,
    windows,
    isOnline,
    filterCount: [view.os, view.terminal, view.channelId].filter((filter) => filter !== undefined)
      .length,
    clipped: range.clipped,
    span: range.span,
    isArchiveOldest,
    isRangeExpired: range.empty,
    hasFractionRates:
      rateScale === 'percent' &&
      looksLikeFractions(METRICS.flatMap((metric) => lines[metric][0]?.data ?? [])),
    comparison: comparison && { ...comparison, windows: comparedWindows },
    isRefreshing,
  };
  const { block } = choosePageState({ ...facts, windows: mainWindows });
  const { notes } = choosePageState(facts);
  // The chart has a loading state of its own.
  const isInitialLoad = block?.kind === 'loading';
  return { block: isInitialLoad ? null : block, isInitialLoad, notes, windows };
}
