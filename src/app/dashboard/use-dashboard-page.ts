import { useCallback, useEffect, useMemo, useState } from 'react';
import { createCrosshairStore } from '../../chart/pointer/crosshair-store.ts';
import type { Metric } from '../../contract/domain/metrics.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import { useRetryWindows } from '../../query/live/retry-windows.ts';
import { useLiveClock } from '../../query/live/use-live-clock.ts';
import type { LiveClock } from '../../query/live/use-live-clock.ts';
import type { ServerConfig } from '../../query/queries/config-query.ts';
import type { WindowQueryDeps } from '../../query/queries/window-query.ts';
import type { SeriesData } from '../../query/series/series-data.ts';
import { resolveZone } from '../../time/zone.ts';
import type { ChartSync } from '../contexts/chart-sync-context.ts';
import type { DataContextValue } from '../contexts/data-context.ts';
import { useTranslator } from '../i18n/use-translator.ts';
import { usePageInsights } from '../insights/analysis/use-page-insights.ts';
import type { PageInsights } from '../insights/analysis/use-page-insights.ts';
import { findAppName, shortenId } from '../model/app-label.ts';
import { useLineStats } from '../model/use-line-stats.ts';
import { frozenLink } from '../share/share-links.ts';
import type { Preferences } from '../state/preferences.ts';
import { useUrlState } from '../state/url-state.ts';
import type { UrlStateView } from '../state/url-state.ts';
import { useNow } from '../state/use-now.ts';
import { findArchivedSince, findOldest } from '../../planning/data-reach.ts';
import { pageUrl } from './page-url.ts';
import { useChartSyncValue } from './use-chart-sync-value.ts';
import { useComparison } from './use-comparison.ts';
import { useDashboardData } from './use-dashboard-data.ts';
import type { DashboardData } from '../model/dashboard-data.ts';
import { useDashboardShortcuts } from './use-dashboard-shortcuts.ts';
import { useDialogs } from './use-dialogs.ts';
import type { Dialogs } from './use-dialogs.ts';
import { useDisplayedData } from './use-displayed-data.ts';
import { usePageState } from './use-page-state.ts';
import type { PageState } from './use-page-state.ts';
import { useRefreshHold } from './use-refresh-hold.ts';

export interface DashboardPageOptions {
  deps: WindowQueryDeps;
  config: ServerConfig;
  preferences: Preferences;
  localZone: string;
}

export interface DashboardPage {
  urlState: UrlStateView;
  data: DataContextValue;
  chartSync: ChartSync;
  requested: DashboardData;
  /** All series of the page except those of the matrix. */
  seriesList: readonly SeriesData[];
  /** The first moment there can be data of. */
  oldest: EpochMs;
  state: PageState;
  /** Also if its period has no data. */
  requestedComparison: string | undefined;
  insights: PageInsights;
  clock: LiveClock;
  /** The server's time for relative times such as "6 min ago". */
  now: EpochMs;
  dialogs: Dialogs;
  retry: () => void;
}

const RELATIVE_TIME_INTERVAL: Millis = 20_000;

/** Composes the state of the page. */
export function useDashboardPage(options: DashboardPageOptions): DashboardPage {
  const { deps, config, preferences, localZone } = options;
  const { lang } = useTranslator();
  const urlState = useUrlState();
  const { view, set: setView } = urlState;
  const [crosshair] = useState(createCrosshairStore);
  const hold = useRefreshHold(crosshair, view.viewMode === 'kiosk');
  const clock = useLiveClock({ now: deps.now, live: view.live, hold });
  const now = useNow(deps.now, RELATIVE_TIME_INTERVAL);
  const zone = useMemo(() => resolveZone(view.zone, localZone) ?? 'UTC', [view.zone, localZone]);
  const archivedSince = findArchivedSince(view.apps, config.archive.since);
  const oldest = findOldest(clock.at, archivedSince);
  const { settleMs } = config;
  const requested = useDashboardData(deps, { view, now: clock.at, zone, archivedSince, settleMs });
  const firstApp = config.apps[0]?.id ?? preferences.apps[0]?.id;
  useDefaultApp(urlState, firstApp);
  const hasApp = view.apps.length > 0 || firstApp !== undefined;
  const { displayed, isRefreshing } = useDisplayedData(requested, hasApp);
  const comparison = useComparison(view, displayed);
  const goalOf = useCallback(
    (metric: Metric) =>
      view.goals[metric] ?? config.metrics.find((facts) => facts.metric === metric)?.goal ?? 0,
    [view.goals, config.metrics],
  );
  const nameApp = useCallback(
    (id: string) => findAppName(id, config.apps, preferences.apps) ?? shortenId(id),
    [config.apps, preferences.apps],
  );
  const insights = usePageInsights({
    deps,
    view,
    setView,
    displayed,
    isRefreshing,
    settleMs,
    goalOf,
    linkTo: (linked, range) => frozenLink(linked, range, { base: pageUrl(), zone, lang }),
  });
  const state = usePageState({
    requested,
    hasApp,
    isRefreshing,
    isArchiveOldest: archivedSince === oldest,
    rateScale: config.rateScale,
  });
  const { chartSync, zoom } = useChartSyncValue({ urlState, crosshair, zone, requested });
  const dialogs = useDialogs();
  useDashboardShortcuts({ urlState, zoom, dialogs, onRefresh: clock.tick });
  const retryWindows = useRetryWindows();
  const retry = useCallback(() => retryWindows(), [retryWindows]);
  const { seriesList: rangeSeries, comparisonSeriesList: comparisonSeries } = requested;
  const seriesList = useMemo(
    () => [...rangeSeries, ...comparisonSeries],
    [rangeSeries, comparisonSeries],
  );

  const getLineStats = useLineStats();
  const { isInitialLoad } = state;
  const isSettled = state.windows.loading === 0 && !isRefreshing;
  const { label: comparisonLabel, byMetric: comparisons } = comparison;
  const annotationsOf = insights.annotationsOf;
  const data = useMemo<DataContextValue>(
    () => ({
      displayedView: displayed.view,
      displayed,
      isRefreshing,
      isInitialLoad,
      isSettled,
      getLineStats,
      goalOf,
      nameApp,
      comparisonLabel,
      comparisonOf: (metric) => comparisons.get(metric),
      annotationsOf,
    }),
    [
      displayed,
      isRefreshing,
      isInitialLoad,
      isSettled,
      getLineStats,
      goalOf,
      nameApp,
      comparisonLabel,
      comparisons,
      annotationsOf,
    ],
  );
  return {
    urlState,
    data,
    chartSync,
    requested,
    seriesList,
    oldest,
    state,
    requestedComparison: comparison.requestedLabel,
    insights,
    clock,
    now,
    dialogs,
    retry,
  };
}

// A shared link must name the app, because defaults differ.
function useDefaultApp({ view, set }: UrlStateView, firstApp: string | undefined): void {
  useEffect(() => {
    if (view.apps.length === 0 && firstApp !== undefined)
      set({ ...view, apps: [firstApp] }, 'replace');
  }, [view, firstApp, set]);
}
