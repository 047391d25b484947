// The dashboard: header, cards, charts, legend and coverage of what the address says.
import { useCallback, useEffect, useMemo, useState } from 'react';
import { createCrosshairStore } from '../../chart/pointer/crosshair-store.ts';
import type { ChartComparison } from '../../chart/chart-types.ts';
import { METRICS } from '../../contract/domain/metrics.ts';
import type { Metric } from '../../contract/domain/metrics.ts';
import { useRetryWindows } from '../../query/live/retry-windows.ts';
import { useLiveClock } from '../../query/live/use-live-clock.ts';
import type { Span } from '../../contract/domain/time.ts';
import type { ServerConfig } from '../../query/queries/config-query.ts';
import type { SeriesData } from '../../query/series/series-data.ts';
import type { WindowQueryDeps } from '../../query/queries/window-query.ts';
import { compareValues } from '../../stats/change.ts';
import { resolveZone } from '../../time/zone.ts';
import type { CopyText } from '../ui/CopyButton.tsx';
import { findAppName, shortenId } from '../model/app-label.ts';
import { describeComparison } from '../model/describe-comparison.ts';
import { clearFilters } from '../controls/filters/filters.ts';
import { Header } from '../controls/Header.tsx';
import type { HeaderPanel } from '../controls/Header.tsx';
import { NoticeBar } from '../panels/notices/NoticeBar.tsx';
import { FilterBar } from '../controls/filters/FilterBar.tsx';
import { choosePageState } from '../model/choose-page-state.ts';
import type { PageFacts } from '../model/choose-page-state.ts';
import { looksLikeFractions } from '../model/detect-fractions.ts';
import { ErrorBoundary } from '../ui/errors/ErrorBoundary.tsx';
import { MetricCards } from '../panels/metric-cards/MetricCards.tsx';
import type { MetricCardData } from '../panels/metric-cards/MetricCard.tsx';
import { PageNotes } from '../panels/notices/PageNotes.tsx';
import type { PageActions } from '../panels/main-chart/PageState.tsx';
import { summarizeWindows } from '../model/summarize-windows.ts';
import { findArchivedSince, findOldest } from '../../planning/data-reach.ts';
import { EmbedHeader, KioskHeader, PrintHeader } from './FrameBars.tsx';
import { useShortcuts } from '../help/shortcuts.ts';
import {
  Episodes,
  Headline,
  Heat,
  AbTableSlot,
  AbBarSlot,
  Notes,
  useChartActions,
} from '../insights/InsightParts.tsx';
import { nextAbSlot } from '../insights/ab-comparison/next-ab-slot.ts';
import { usePageInsights } from '../insights/analysis/use-page-insights.ts';
import { DetailsSection } from './DetailsSection.tsx';
import type { OnSeriesLoaded } from './DetailsSection.tsx';
import { PrefetchWhenIdle, RefreshControl } from './Fetching.tsx';
import { MainChart } from '../panels/main-chart/MainChart.tsx';
import { MatrixPanel } from '../panels/matrix/MatrixPanel.tsx';
import frames from './Frames.module.css';
import styles from './Dashboard.module.css';
import type { PanelContext } from './panel-context.ts';
import { ShareButton } from '../share/ShareButton.tsx';
import { summarizePage } from '../share/summarize-page.ts';
import { frozenLink } from '../share/share-links.ts';
import { SmallCharts } from '../panels/small-charts/SmallCharts.tsx';
import { usePreferences } from '../state/preferences.ts';
import type { PreferencesStore } from '../state/preferences.ts';
import { useUrlState } from '../state/url-state.ts';
import { useLineStats } from '../model/use-line-stats.ts';
import { useHold } from './use-hold.ts';
import { useLastLoaded } from '../ui/hooks/use-stable.ts';
import { useNow, useOnline } from '../state/use-now.ts';
import { useDashboardData } from './use-dashboard-data.ts';
import { usePin } from '../state/use-pin.ts';
import { useZoom } from '../state/use-zoom.ts';
import { Button } from '../ui/Button.tsx';
import { withDeferredProps } from '../ui/deferred/with-deferred-props.tsx';
import { lazyComponent } from '../ui/deferred/lazy-component.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useTranslator } from '../i18n/use-translator.ts';

/** Hundreds of elements that nobody looks at while the chart above them is zoomed. */
const FollowingEpisodes = withDeferredProps(Episodes);
const FollowingHeat = withDeferredProps(Heat);

const help = lazyComponent(
  async () => (await import('../help/KeyboardHelp.tsx')).KeyboardHelp,
  'dialog',
);

export interface DashboardProps {
  deps: WindowQueryDeps;
  config: ServerConfig;
  preferences: PreferencesStore;
  localZone: string;
  copyText: CopyText | undefined;
}

/** How often "6 min ago" is looked at again, in milliseconds. */
const AGO_EVERY = 20_000;

/** The whole page for what the address says. */
export function Dashboard({ deps, config, preferences, localZone, copyText }: DashboardProps) {
  const translator = useTranslator();
  const { t } = translator;
  const format = useFormat();
  const { view, notices, set, undoZoom, dismissNotices } = useUrlState();
  const preferred = usePreferences(preferences);
  const retryWindows = useRetryWindows();
  const [crosshair] = useState(createCrosshairStore);
  const hold = useHold(crosshair, view.viewMode === 'kiosk');
  const { at, updatePending, tick } = useLiveClock({
    now: deps.now,
    live: view.live,
    hold,
  });
  const now = useNow(deps.now, AGO_EVERY);
  const online = useOnline();
  const getLineStats = useLineStats();
  const [openPanel, setOpenPanel] = useState<HeaderPanel | null>(null);
  const [openDialog, setOpenDialog] = useState<'share' | 'keys' | 'notes' | null>(null);
  const zone = useMemo(() => resolveZone(view.zone, localZone) ?? 'UTC', [view.zone, localZone]);
  const keptSince = findArchivedSince(view.apps, config.archive.since);
  const current = useDashboardData(deps, { view, at, zone, keptSince, settleMs: config.settleMs });
  const firstApp = config.apps[0]?.id ?? preferred.apps[0]?.id;
  const hasApp = view.apps.length > 0 || firstApp !== undefined;
  // A page about to show its first app has nothing worth keeping in sight until then.
  const displayed = useLastLoaded(current, current.all.some(isHere) || !hasApp);
  const refreshing = displayed !== current;
  const windows = useMemo(() => summarizeWindows(current.all), [current.all]);
  const windowsBefore = useMemo(() => summarizeWindows(current.allBefore), [current.allBefore]);
  const datas = useMemo(
    () => [...current.all, ...current.allBefore],
    [current.all, current.allBefore],
  );
  const oldest = findOldest(at, keptSince);
  const zooming = useZoom({
    view,
    range: current.range.span,
    span: current.span,
    set,
    undoZoom,
  });
  usePin(crosshair, view, set);
  // While two windows are being marked, a drag marks one.
  const letter = view.ab && nextAbSlot(view.ab);
  const dragging = letter
    ? {
        ...zooming,
        onZoom: (span: Span) => set({ ...view, ab: { ...view.ab, [letter]: span } }, 'push'),
      }
    : zooming;

  // A link must say which app it shows, or a teammate with other apps would see another one.
  useEffect(() => {
    if (view.apps.length === 0 && firstApp !== undefined)
      set({ ...view, apps: [firstApp] }, 'replace');
  }, [view, firstApp, set]);

  const goalOf = (metric: Metric) =>
    view.goals[metric] ?? config.metrics.find((one) => one.metric === metric)?.goal ?? 0;
  const nameApp = useCallback(
    (id: string) => findAppName(id, config.apps, preferred.apps) ?? shortenId(id),
    [config.apps, preferred.apps],
  );
  const asked =
    view.compare === 'none' ? undefined : describeComparison(view.compare, translator, format);
  // Where nothing of what was asked for can be there, a note says so, and nothing is compared.
  const pairs = displayed.compared?.range.empty ? undefined : displayed.compared?.pairs;
  const what = pairs && asked;
  const compares = useMemo(() => {
    if (!pairs || what === undefined) return undefined;
    return new Map(
      METRICS.map((metric): [Metric, ChartComparison] => [
        metric,
        {
          pairs,
          label: what,
          change(value, before) {
            const difference = compareValues(metric, value, before);
            const change = format.change(metric, difference);
            const { verdict } = difference;
            // Colour alone says nothing to some.
            const text =
              verdict === 'same'
                ? change
                : t('change.text', { change, word: t(`change.${verdict}`) });
            return { text, tone: verdict };
          },
        },
      ]),
    );
  }, [pairs, what, format, t]);
  const seen = usePageInsights({
    deps,
    view,
    set,
    shown: displayed,
    refreshing,
    settleMs: config.settleMs,
    goalOf,
    linkTo: (linked, range) =>
      frozenLink(linked, range, { base: ownBase(), zone, lang: translator.lang }),
  });
  const retry = () => retryWindows();
  const mainWindows = useMemo(
    () => summarizeWindows(current.lines[view.metric].map(({ data }) => data)),
    [current.lines, view.metric],
  );
  const facts: PageFacts = {
    hasApp,
    windows,
    online,
    filters: [view.os, view.terminal, view.channelId].filter((one) => one !== undefined).length,
    clipped: current.range.clipped,
    span: current.range.span,
    kept: keptSince === oldest,
    rangeGone: current.range.empty,
    fractions:
      config.rateScale === 'percent' &&
      looksLikeFractions(METRICS.flatMap((metric) => current.lines[metric][0]?.data ?? [])),
    compared: current.compared && { ...current.compared, windows: windowsBefore },
    keepsOld: refreshing,
  };
  const guard = { resetKey: JSON.stringify(view), copyText };
  const { block: state } = choosePageState({ ...facts, windows: mainWindows });
  // The charts are there before their first data, or that would wait for them.
  const isInitialLoad = state?.kind === 'loading';
  const block = isInitialLoad ? null : state;
  const { notes } = choosePageState(facts);
  const context: PanelContext = {
    view,
    onChange: set,
    displayed,
    refreshing,
    isInitialLoad,
    isSettled: windows.loading === 0 && !refreshing,
    getLineStats,
    goalOf,
    nameApp,
    comparisonOf: (metric) => compares?.get(metric),
    annotationsOf: seen.marksOf,
    crosshair,
    zone,
    zoom: dragging,
    demo: config.demo,
    copyText,
  };
  const openNotes = () => setOpenDialog('notes');
  const chartActions = useChartActions({ context, seen }, openNotes);
  const { viewMode, ...unframed } = view;
  const inHeader = (panel: HeaderPanel) => () => viewMode === undefined && setOpenPanel(panel);
  useShortcuts({
    help: () => setOpenDialog('keys'),
    metric: (metric) => set({ ...view, metric }, 'push'),
    app: inHeader('app'),
    range: inHeader('range'),
    compare: inHeader('compare'),
    share: () => viewMode === undefined && setOpenDialog('share'),
    refresh: tick,
    live: () => set({ ...view, live: !view.live }, 'push'),
    kiosk: () => set(viewMode === 'kiosk' ? unframed : { ...view, viewMode: 'kiosk' }, 'push'),
    pan: zooming.onPan,
    undoZoom: zooming.onZoomOut,
    reset: zooming.onZoomReset,
  });
  const actions: Record<NonNullable<typeof viewMode> | 'none', PageActions> = {
    none: {
      onChooseApp: () => setOpenPanel('app'),
      onClearFilters: () => set(clearFilters(view), 'push'),
      onWiderRange: () => set({ ...view, range: { kind: 'preset', preset: '7d' } }, 'push'),
      onNewerRange: () => set({ ...view, range: { kind: 'preset', preset: '24h' } }, 'push'),
      onRetry: retry,
    },
    // Its page decides what a chart is of; a wall screen has nobody who presses anything.
    embed: { onRetry: retry },
    kiosk: {},
  };
  const main = (
    <ErrorBoundary name={t(`metric.${view.metric}`)} {...guard}>
      <MainChart
        {...context}
        block={block}
        actions={{ ...actions[viewMode ?? 'none'], copyText, bare: viewMode === 'kiosk' }}
        chartActions={chartActions}
        above={viewMode ? null : <AbBarSlot context={context} />}
        onRetryDays={retryWindows}
      />
    </ErrorBoundary>
  );

  const subject = { view, span: displayed.span, nameApp, what };
  const paper = <PrintHeader {...subject} demo={config.demo} />;
  const cards = (
    <ErrorBoundary name={t('cards.title')} {...guard}>
      <MetricCards
        cards={METRICS.map((metric) => toCard(metric, context, what))}
        selected={view.metric}
        onSelect={viewMode ? undefined : (metric) => set({ ...view, metric }, 'push')}
      />
    </ErrorBoundary>
  );
  // It keeps its place free from the beginning.
  const headline = block === null && (
    <ErrorBoundary name={t('insight.title')} {...guard}>
      <Headline context={context} seen={seen} windows={windows} />
    </ErrorBoundary>
  );
  const others =
    block === null ? (
      <ErrorBoundary name={t('small.show')} {...guard}>
        <SmallCharts {...context} />
      </ErrorBoundary>
    ) : null;
  const renderMatrix = (onDatas?: OnSeriesLoaded) => (
    <ErrorBoundary name={t('matrix.title')} {...guard}>
      <MatrixPanel {...context} deps={deps} settleMs={config.settleMs} onDatas={onDatas} />
    </ErrorBoundary>
  );
  const title = <h1 className="visually-hidden">{t('brand.name')}</h1>;
  const keys = openDialog === 'keys' && <help.Component onClose={() => setOpenDialog(null)} />;
  const parts = <PrefetchWhenIdle calm={!refreshing} />;
  if (viewMode) {
    return (
      <div className={frames[viewMode]}>
        {viewMode === 'kiosk' ? (
          <KioskHeader {...subject} dataThrough={windows.dataThrough} now={now} onChange={set} />
        ) : (
          <EmbedHeader {...subject} />
        )}
        <main className={frames.main}>
          {title}
          {paper}
          <NoticeBar
            view={view}
            notices={notices}
            onDismiss={viewMode === 'kiosk' ? undefined : dismissNotices}
          />
          <PageNotes notes={notes} what={asked} compact />
          {viewMode === 'kiosk' && cards}
          {viewMode === 'kiosk' && headline}
          <div className={frames.charts}>
            {main}
            {viewMode === 'kiosk' && others && (
              <div className={frames.side}>
                <div className={frames.others}>{others}</div>
                {renderMatrix()}
              </div>
            )}
          </div>
          {keys}
          {parts}
        </main>
      </div>
    );
  }
  return (
    <>
      <Header
        view={view}
        onChange={set}
        config={config}
        now={at}
        oldest={oldest}
        span={current.range.span}
        compared={current.compared?.requested ?? null}
        localZone={localZone}
        preferences={preferred}
        onPreferences={preferences.update}
        openPanel={openPanel}
        onOpenPanel={setOpenPanel}
        refresh={<RefreshControl onRefresh={tick} />}
        waits={updatePending}
        share={
          <ShareButton
            open={openDialog === 'share'}
            onOpenChange={(open) => setOpenDialog(open ? 'share' : null)}
            view={view}
            range={current.range.span}
            base={ownBase()}
            lang={translator.lang}
            summarize={() => summarizePage(context, what, translator, format)}
            copyText={copyText}
          />
        }
      />
      <main className={styles.main}>
        {title}
        {paper}
        <NoticeBar view={view} notices={notices} onDismiss={dismissNotices} />
        <PageNotes notes={notes} what={asked} onRetry={retry} copyText={copyText} />
        {cards}
        {headline}
        <FilterBar view={view} onChange={set} />
        {main}
        {block === null && !isInitialLoad && (
          <ErrorBoundary name={t('episodes.title')} {...guard}>
            <AbTableSlot context={context} />
            <FollowingEpisodes context={context} seen={seen} />
          </ErrorBoundary>
        )}
        <DetailsSection
          charts={others}
          heat={
            <ErrorBoundary name={t('heat.title')} {...guard}>
              <FollowingHeat context={context} />
            </ErrorBoundary>
          }
          renderMatrix={renderMatrix}
          datas={datas}
          dataThrough={windows.dataThrough}
          now={now}
        >
          <Button variant="quiet" className={styles.keys} onClick={() => setOpenDialog('keys')}>
            {t('keys.open')}
          </Button>
        </DetailsSection>
        {openDialog === 'notes' && <Notes context={context} onClose={() => setOpenDialog(null)} />}
        {keys}
        {parts}
      </main>
    </>
  );
}

/** The page's address without its query. */
function ownBase(): string {
  return window.location.origin + window.location.pathname;
}

function isHere({ windows }: SeriesData): boolean {
  return windows.length === 0 || windows.some(({ status }) => status !== 'loading');
}

/** The card of a metric: of the first app's reference. */
function toCard(
  metric: Metric,
  { displayed, goalOf, getLineStats, refreshing }: PanelContext,
  what: string | undefined,
): MetricCardData {
  const [line] = displayed.lines[metric];
  const goal = goalOf(metric);
  const read = line && getLineStats(line, displayed, goal);
  const windows = line?.data.windows ?? [];
  const partly = windows.some(({ status }) => status === 'loading');
  const stats = read?.stats ?? null;
  return {
    metric,
    goal,
    stats,
    summary: read?.summary ?? null,
    change: read?.change ?? null,
    isComparisonLoading: read?.isComparisonLoading ?? false,
    what,
    status:
      stats === null && (partly || !line)
        ? 'loading'
        : partly || refreshing
          ? 'refreshing'
          : 'ready',
    problem: windows.find(({ problem }) => problem !== undefined)?.problem ?? null,
    series: read?.seen ?? null,
    span: displayed.span,
  };
}
