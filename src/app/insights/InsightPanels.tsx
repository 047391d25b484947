// What the page's insight parts are made of: their code comes together, after the first paint.
import { METRICS } from '../../contract/domain/metrics.ts';
import type { Metric } from '../../contract/domain/metrics.ts';
import { DAY, STEP } from '../../contract/domain/time.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import { seriesColor } from '../../chart/model/series-color.ts';
import { nameSegment } from '../model/use-chart-lines.ts';
import type { WindowsSummary } from '../model/summarize-windows.ts';
import { useChartSync } from '../contexts/chart-sync-context.ts';
import { useData } from '../contexts/data-context.ts';
import type { DataContextValue } from '../contexts/data-context.ts';
import { usePageServices } from '../contexts/services-context.ts';
import { useView } from '../contexts/view-context.ts';
import { withDeferredProps } from '../ui/deferred/with-deferred-props.tsx';
import { useNearViewport } from '../ui/deferred/use-near-viewport.ts';
import { useTranslator } from '../i18n/use-translator.ts';
import type { Translator } from '../../i18n/translate.ts';
import { EpisodeList } from './episodes/EpisodeList.tsx';
import { HeadlineCard } from './headline/HeadlineCard.tsx';
import { HeatMapPanel } from './heatmap/HeatmapCard.tsx';
import type { HeatMapPanelProps } from './heatmap/HeatmapCard.tsx';
import { AbBar } from './ab-comparison/AbBar.tsx';
import { AbTable } from './ab-comparison/AbTable.tsx';
import type { AbLine } from './ab-comparison/AbTable.tsx';
import { NotesDialog } from './notes/NotesDialog.tsx';
import { findWorstSegment } from './headline/find-worst-segment.ts';
import type { SegmentStats } from './headline/find-worst-segment.ts';
import type { Insights } from './analysis/insights.ts';
import type { PageInsights } from './analysis/use-page-insights.ts';

export interface SeenProps {
  seen: PageInsights & { insights: Insights };
}

/** Hundreds of elements that nobody looks at while the chart above them is zoomed. */
const DeferredEpisodeList = withDeferredProps(EpisodeList);
const DeferredHeatMap = withDeferredProps(KeyedHeatMap);

/** A week tells what is usual; less may not. */
const LONG_ENOUGH = 7 * DAY;

/** What stands out, in a sentence. */
export function Headline({ seen, windows }: SeenProps & { windows: WindowsSummary }) {
  const { requestedView: view, setView } = useView();
  const data = useData();
  const { displayed } = data;
  const { copyText } = usePageServices();
  const translator = useTranslator();
  const isShort = displayed.range.span.end - displayed.range.span.begin < LONG_ENOUGH;
  return (
    <HeadlineCard
      insights={seen.insights}
      findings={seen.open}
      dismissed={seen.findings.length - seen.open.length}
      attributions={seen.attributions}
      asked={seen.asked}
      goalOf={data.goalOf}
      nameApp={view.apps.length > 1 ? data.nameApp : undefined}
      isPartial={windows.failed > 0}
      hurt={findWorstSegment(segmentsOf(data, translator))}
      isBare={view.viewMode !== undefined}
      linkTo={({ primary, appId }) => seen.linkTo(primary, appId)}
      onZoom={({ primary, appId }) => seen.zoomTo(primary, appId)}
      onDismiss={seen.dismiss}
      onRestore={seen.restore}
      onWiden={
        isShort
          ? () => setView({ ...view, range: { kind: 'preset', preset: '7d' } }, 'push')
          : undefined
      }
      copyText={copyText}
    />
  );
}

/** The figures of all lines in sight but the whole's. */
function segmentsOf(
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

/** Every episode of the range. */
export function Episodes({ seen }: SeenProps) {
  const { requestedView: view } = useView();
  const { goalOf, nameApp } = useData();
  const { copyText } = usePageServices();
  return (
    <DeferredEpisodeList
      insights={seen.insights}
      findings={seen.findings}
      attributions={seen.attributions}
      asked={seen.asked}
      nameApp={view.apps.length > 1 ? nameApp : undefined}
      isSelected={seen.isSelected}
      linkTo={seen.linkTo}
      onZoom={seen.zoomTo}
      onAskWho={seen.askWho}
      goalOf={goalOf}
      copyText={copyText}
    />
  );
}

/** The main metric by day and hour, once it is near the window. */
export function Heat() {
  const { displayed, goalOf } = useData();
  const { zone, zoom } = useChartSync();
  const { metric } = displayed.view;
  const [ref, near] = useNearViewport<HTMLDivElement>();
  const [reference] = displayed.lines[metric];
  return (
    <div ref={ref}>
      {near && reference && (
        <DeferredHeatMap
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

// Another metric, range or zone starts with a fresh selection.
function KeyedHeatMap({ begin, ...props }: HeatMapPanelProps & { begin: EpochMs }) {
  return <HeatMapPanel key={`${props.metric} ${begin} ${props.zone}`} {...props} />;
}

/** Which windows are marked. */
export function AbBarPanel() {
  const { requestedView: view, setView } = useView();
  const { displayed } = useData();
  const { ab = {}, ...others } = view;
  return (
    <AbBar
      marked={ab}
      span={displayed.visibleSpan}
      onChange={(next) => setView(next ? { ...view, ab: next } : others, 'push')}
    />
  );
}

/** Both windows against each other, once both are marked. */
export function AbTablePanel() {
  const { requestedView: view } = useView();
  const { displayed, nameApp } = useData();
  const translator = useTranslator();
  const { a, b } = view.ab ?? {};
  if (!a || !b) return null;
  const { apps } = displayed.view;
  const lines = METRICS.map((metric): [Metric, AbLine[]] => [
    metric,
    displayed.lines[metric].map(({ segment, data }) => ({
      key: segment.key,
      name: nameSegment(segment, apps, apps.map(nameApp), translator),
      color: seriesColor(segment.id, apps.indexOf(segment.subject.appId)),
      series: data.series,
    })),
  ]);
  return <AbTable a={a} b={b} lines={lines} range={displayed.range.span} />;
}

/** The notes of this view. */
export function Notes({ onClose }: { onClose: () => void }) {
  const { requestedView: view, setView } = useView();
  const { displayed } = useData();
  return (
    <NotesDialog
      notes={view.notes}
      at={view.pin ?? displayed.visibleSpan.end - STEP}
      onChange={(notes) => setView({ ...view, notes }, 'push')}
      onClose={onClose}
    />
  );
}
