// The dashboard: header, cards, chart, legend and coverage of what the address says.
import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { createCrosshair } from '../chart/crosshair.ts';
import { METRICS } from '../contract/metrics.ts';
import type { Metric } from '../contract/metrics.ts';
import { retryWindows, useBucketClock } from '../query/bucket-clock.ts';
import type { ServerConfig } from '../query/config-query.ts';
import type { SeriesData } from '../query/series-data.ts';
import type { WindowQueryDeps } from '../query/window-query.ts';
import { resolveZone } from '../windows/zone.ts';
import type { CopyText } from './dashboard/CopyButton.tsx';
import { findAppName, shortenId } from './controls/app-label.ts';
import { clearFilters } from './controls/filters.ts';
import { Header } from './controls/Header.tsx';
import { NoticeBar } from './controls/NoticeBar.tsx';
import { FilterBar } from './controls/FilterBar.tsx';
import { choosePageState } from './dashboard/choose-page-state.ts';
import type { PageFacts } from './dashboard/choose-page-state.ts';
import { looksLikeFractions } from './dashboard/detect-fractions.ts';
import { ErrorBoundary } from './dashboard/ErrorBoundary.tsx';
import { FreshnessLine } from './dashboard/FreshnessLine.tsx';
import { MetricCards } from './dashboard/MetricCards.tsx';
import type { MetricCardData } from './dashboard/MetricCard.tsx';
import { PageNotes } from './dashboard/PageNotes.tsx';
import { summarizeWindows } from './dashboard/summarize-windows.ts';
import { findKeptSince, findOldest } from './data-reach.ts';
import { MainPanel } from './MainPanel.tsx';
import styles from './Page.module.css';
import { usePreferences } from './state/preferences.ts';
import type { PreferencesStore } from './state/preferences.ts';
import { useUrlState } from './state/url-state.ts';
import { useFigures } from './use-figures.ts';
import { useLastReady } from './use-last-ready.ts';
import { useNow, useOnline } from './use-now.ts';
import { usePageData } from './use-page-data.ts';
import type { PageData } from './use-page-data.ts';
import { useWords } from './words/words.ts';

export interface PageProps {
  deps: WindowQueryDeps;
  config: ServerConfig;
  preferences: PreferencesStore;
  localZone: string;
  copyText: CopyText | undefined;
}

/** How often "6 min ago" is looked at again, in milliseconds. */
const AGO_EVERY = 20_000;

/** The whole page for what the address says. */
export function Page({ deps, config, preferences, localZone, copyText }: PageProps) {
  const { t } = useWords();
  const { view, notices, set, dismissNotices } = useUrlState();
  const preferred = usePreferences(preferences);
  const client = useQueryClient();
  const { at, tick } = useBucketClock(deps.now, client);
  const now = useNow(deps.now, AGO_EVERY);
  const online = useOnline();
  const fetching = useIsFetching({ queryKey: ['window'] }) > 0;
  const readFigures = useFigures();
  const [crosshair] = useState(createCrosshair);
  const [choosingApp, setChoosingApp] = useState(false);
  const zone = resolveZone(view.zone, localZone) ?? 'UTC';
  const keptSince = findKeptSince(view.apps, config.archive.since);
  const current = usePageData(deps, { view, at, zone, keptSince, settleMs: config.settleMs });
  const firstApp = config.apps[0]?.id ?? preferred.apps[0]?.id;
  const hasApp = view.apps.length > 0 || firstApp !== undefined;
  // A page about to show its first app has nothing worth keeping in sight until then.
  const shown = useLastReady(current, current.all.some(isHere) || !hasApp);
  const refreshing = shown !== current;
  const windows = useMemo(() => summarizeWindows(current.all), [current.all]);
  const oldest = findOldest(at, keptSince);

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
  const retry = () => void retryWindows(client);
  const facts: PageFacts = {
    hasApp,
    windows,
    online,
    filters: [view.os, view.terminal, view.channelId].filter((one) => one !== undefined).length,
    clipped: current.range.clipped,
    span: current.range.span,
    kept: keptSince === oldest,
    rangeGone: current.range.empty,
    fractions: config.rateScale === 'percent' && looksLikeFractions(current.cards),
    keepsOld: refreshing,
  };
  const mainWindows = useMemo(
    () => summarizeWindows(current.lines.map((line) => line.data)),
    [current.lines],
  );
  const guard = { resetKey: JSON.stringify(view), copyText };
  const { block } = choosePageState({ ...facts, windows: mainWindows });
  const { notes } = choosePageState(facts);

  return (
    <>
      <Header
        view={view}
        onChange={set}
        config={config}
        now={at}
        oldest={oldest}
        localZone={localZone}
        preferences={preferred}
        onPreferences={preferences.update}
        choosingApp={choosingApp}
        onChoosingApp={setChoosingApp}
        refresh={{ onRefresh: tick, fetching }}
      />
      <main className={styles.main}>
        <h1 className="visually-hidden">{t('brand.name')}</h1>
        <NoticeBar view={view} notices={notices} onDismiss={dismissNotices} />
        <PageNotes notes={notes} onRetry={retry} copyText={copyText} />
        <ErrorBoundary name={t('cards.title')} {...guard}>
          <MetricCards
            cards={toCards(shown, goalOf, readFigures, refreshing)}
            selected={view.metric}
            onSelect={(metric) => set({ ...view, metric }, 'push')}
          />
        </ErrorBoundary>
        <FilterBar view={view} onChange={set} />
        <ErrorBoundary name={t(`metric.${view.metric}`)} {...guard}>
          <MainPanel
            view={view}
            onChange={set}
            shown={shown}
            refreshing={refreshing}
            block={block}
            goal={goalOf(shown.view.metric)}
            readFigures={readFigures}
            nameApp={nameApp}
            crosshair={crosshair}
            zone={zone}
            actions={{
              onChooseApp: () => setChoosingApp(true),
              onClearFilters: () => set(clearFilters(view), 'push'),
              onWiderRange: () => set({ ...view, range: { kind: 'preset', preset: '7d' } }, 'push'),
              onNewerRange: () =>
                set({ ...view, range: { kind: 'preset', preset: '24h' } }, 'push'),
              onRetry: retry,
              copyText,
            }}
            onRetryDays={(spans) => void retryWindows(client, spans)}
          />
        </ErrorBoundary>
        <FreshnessLine windows={windows} now={now} />
      </main>
    </>
  );
}

function isHere({ windows }: SeriesData): boolean {
  return windows.length === 0 || windows.some(({ status }) => status !== 'loading');
}

function toCards(
  { cards, range }: PageData,
  goalOf: (metric: Metric) => number,
  readFigures: ReturnType<typeof useFigures>,
  refreshing: boolean,
): MetricCardData[] {
  return METRICS.map((metric) => {
    const data = cards.find(({ subject }) => subject.metric === metric);
    const goal = goalOf(metric);
    const figures = data ? readFigures(data, goal) : null;
    const partly = data?.windows.some(({ status }) => status === 'loading') ?? false;
    return {
      metric,
      goal,
      figures,
      summary: data?.summary ?? null,
      status:
        figures === null && (partly || !data)
          ? 'loading'
          : partly || refreshing
            ? 'refreshing'
            : 'ready',
      problem: data?.windows.find(({ problem }) => problem !== undefined)?.problem ?? null,
      series: data?.series ?? null,
      span: range.span,
    };
  });
}
