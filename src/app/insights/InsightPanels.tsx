// Connects the insight components to the contexts of the page. Loaded lazily, see lazy-insights.tsx.
import { METRICS } from '../../contract/domain/metrics.ts';
import type { Metric } from '../../contract/domain/metrics.ts';
import { DAY, STEP } from '../../contract/domain/time.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import { seriesColor } from '../../chart/model/series-color.ts';
import type { Translator } from '../../i18n/translate.ts';
import { useChartSync } from '../contexts/chart-sync-context.ts';
import { useData } from '../contexts/data-context.ts';
import type { DataContextValue } from '../contexts/data-context.ts';
import { usePageServices } from '../contexts/services-context.ts';
import { useView } from '../contexts/view-context.ts';
import { useTranslator } from '../i18n/use-translator.ts';
import type { WindowsSummary } from '../model/summarize-windows.ts';
import { nameSegment } from '../model/use-chart-lines.ts';
import { useNearViewport } from '../ui/deferred/use-near-viewport.ts';
import { withDeferredProps } from '../ui/deferred/with-deferred-props.tsx';
import { AbBar } from './ab-comparison/AbBar.tsx';
import { AbTable } from './ab-comparison/AbTable.tsx';
import type { AbLine } from './ab-comparison/AbTable.tsx';
import type { Insights } from './analysis/insights.ts';
import type { PageInsights } from './analysis/use-page-insights.ts';
import { EpisodeList } from './episodes/EpisodeList.tsx';
import { HeadlineCard } from './headline/HeadlineCard.tsx';
import { findWorstSegment } from './headline/find-worst-segment.ts';
import type { SegmentStats } from './headline/find-worst-segment.ts';
import { HeatmapCard } from './heatmap/HeatmapCard.tsx';
import type { HeatmapCardProps } from './heatmap/HeatmapCard.tsx';
import { NotesDialog } from './notes/NotesDialog.tsx';

export interface LoadedInsightProps {
  pageInsights: PageInsights & { insights: Insights };
}

// Expensive, and not needed while the main chart is zoomed.
const DeferredEpisodeList = withDeferredProps(EpisodeList);
const DeferredHeatmap = withDeferredProps(KeyedHeatmap);

const BASELINE_RANGE = 7 * DAY;

export function HeadlinePanel({
  pageInsights,
  windows,
}: LoadedInsightProps & { windows: WindowsSummary }) {
  const { requestedView: view, setView } = useView();
  const data = useData();
  const { displayed } = data;
  const { copyText } = usePageServices();
  const translator = useTranslator();
  const { findings, visibleFindings } = pageInsights;
  const isShort = displayed.range.span.end - displayed.range.span.begin < BASELINE_RANGE;
  return (
    <HeadlineCard
      insights={pageInsights.insights}
      findings={visibleFindings}
      dismissedCount={findings.length - visibleFindings.length}
      attributions={pageInsights.attributions}
      requestedFindings={pageInsights.requestedFindings}
      goalOf={data.goalOf}
      nameApp={view.apps.length > 1 ? data.nameApp : undefined}
      isPartial={windows.failed > 0}
      worstSegment={findWorstSegment(collectSegmentStats(data, translator))}
      isBare={view.viewMode !== undefined}
      linkTo={({ primary, appId }) => pageInsights.linkTo(primary, appId)}
      onZoom={({ primary, appId }) => pageInsights.zoomTo(primary, appId)}
      onDismiss={pageInsights.dismiss}
      onRestore={pageInsights.restore}
      onWiden={
        isShort
          ? () => setView({ ...view, range: { kind: 'preset', preset: '7d' } }, 'push')
          : undefined
      }
      copyText={copyText}
    />
  );
}

// All lines except the reference, in which episodes are detected.
function collectSegmentStats(
  { displayed, getLineStats, goalOf, nameApp }: DataContextValue,
  translator: Translator,
) {
  const { apps, os, terminal } = displayed.view;
  const names = apps.map(nameApp);
  return METRICS.flatMap((metric) =>
    displayed.lines[metric].flatMap((line): SegmentStats[] => {
      const { segment } = line;
      if (segment.subject.os === os && segment.subject.terminal === terminal) return [];
      const stats = getLineStats(line, displayed, goalOf(metric)).getStats();
      return [{ segment: nameSegment(segment, apps, names, translator), metric, stats }];
    }),
  );
}

export function EpisodesPanel({ pageInsights }: LoadedInsightProps) {
  const { requestedView: view } = useView();
  const { goalOf, nameApp } = useData();
  const { copyText } = usePageServices();
  return (
    <DeferredEpisodeList
      insights={pageInsights.insights}
      findings={pageInsights.findings}
      attributions={pageInsights.attributions}
      requestedFindings={pageInsights.requestedFindings}
      nameApp={view.apps.length > 1 ? nameApp : undefined}
      isSelected={pageInsights.isSelected}
      linkTo={pageInsights.linkTo}
      onZoom={pageInsights.zoomTo}
      onRequestAttribution={pageInsights.requestAttribution}
      goalOf={goalOf}
      copyText={copyText}
    />
  );
}

export function HeatmapPanel() {
  const { displayed, goalOf } = useData();
  const { zone, zoom } = useChartSync();
  const { metric } = displayed.view;
  const [ref, isNear] = useNearViewport<HTMLDivElement>();
  const [reference] = displayed.lines[metric];
  return (
    <div ref={ref}>
      {isNear && reference && (
        <DeferredHeatmap
          begin={displayed.range.span.begin}
          series={reference.data.series}
          metric={metric}
          goal={goalOf(metric)}
          zone={zone}
          span={displayed.visibleSpan}
          onZoom={zoom.onZoom}
        />
      )}
    </div>
  );
}

function KeyedHeatmap({ begin, ...props }: HeatmapCardProps & { begin: EpochMs }) {
  return <HeatmapCard key={`${props.metric} ${begin} ${props.zone}`} {...props} />;
}

export function AbBarPanel() {
  const { requestedView: view, setView } = useView();
  const { displayed } = useData();
  const { ab = {}, ...others } = view;
  return (
    <AbBar
      windows={ab}
      span={displayed.visibleSpan}
      onChange={(next) => setView(next ? { ...view, ab: next } : others, 'push')}
    />
  );
}

export function AbTablePanel() {
  const { requestedView: view } = useView();
  const { displayed, nameApp } = useData();
  const translator = useTranslator();
  const { a, b } = view.ab ?? {};
  if (!a || !b) return null;
  const { apps } = displayed.view;
  const linesByMetric = METRICS.map((metric): [Metric, AbLine[]] => [
    metric,
    displayed.lines[metric].map(({ segment, data }) => ({
      key: segment.key,
      name: nameSegment(segment, apps, apps.map(nameApp), translator),
      color: seriesColor(segment.id, apps.indexOf(segment.subject.appId)),
      series: data.series,
    })),
  ]);
  return <AbTable a={a} b={b} linesByMetric={linesByMetric} range={displayed.range.span} />;
}

export function NotesPanel({ onClose }: { onClose: () => void }) {
  const { requestedView: view, setView } = useView();
  const { displayed } = useData();
  return (
    <NotesDialog
      notes={view.notes}
      defaultTime={view.pin ?? displayed.visibleSpan.end - STEP}
      onChange={(notes) => setView({ ...view, notes }, 'push')}
      onClose={onClose}
    />
  );
}
