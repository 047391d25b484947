// The insight panels in the page. InsightPanels.tsx, which implements them, is loaded after the first
// paint; the slots reserve the height of what follows.
import { DAY } from '../../contract/domain/time.ts';
import type { Millis } from '../../contract/domain/time.ts';
import { useData } from '../contexts/data-context.ts';
import { useView } from '../contexts/view-context.ts';
import { useTranslator } from '../i18n/use-translator.ts';
import type { WindowsSummary } from '../model/summarize-windows.ts';
import { lazyComponent } from '../ui/deferred/lazy-component.tsx';
import type { PageInsights } from './analysis/use-page-insights.ts';
import { HeatmapFrame } from './heatmap/HeatmapFrame.tsx';
import styles from './lazy-insights.module.css';

const load = () => import('./InsightPanels.tsx');
const headline = lazyComponent(
  async () => (await load()).HeadlinePanel,
  'panel',
  () => <AnalysisNote />,
);
const episodes = lazyComponent(async () => (await load()).EpisodesPanel);
const heatmap = lazyComponent(
  async () => (await load()).HeatmapPanel,
  'panel',
  () => <EmptyHeatmap />,
);
const abBar = lazyComponent(async () => (await load()).AbBarPanel);
const abTable = lazyComponent(async () => (await load()).AbTablePanel);
const notes = lazyComponent(async () => (await load()).NotesPanel, 'dialog');

export interface InsightSlotProps {
  pageInsights: PageInsights;
}

export function HeadlineSlot({
  pageInsights,
  windows,
}: InsightSlotProps & { windows: WindowsSummary }) {
  const { t } = useTranslator();
  const { insights } = pageInsights;
  return (
    <section className={styles.headline} aria-label={t('insight.title')} aria-live="polite">
      {insights ? (
        <headline.Component pageInsights={{ ...pageInsights, insights }} windows={windows} />
      ) : (
        <AnalysisNote />
      )}
    </section>
  );
}

function AnalysisNote() {
  const { t } = useTranslator();
  return <p className={styles.analyzing}>{t('insight.looking')}</p>;
}

export function EpisodesSlot({ pageInsights }: InsightSlotProps) {
  const { insights } = pageInsights;
  if (!insights) return null;
  return <episodes.Component pageInsights={{ ...pageInsights, insights }} />;
}

export function HeatmapSlot() {
  const { displayed, isInitialLoad } = useData();
  const { begin, end } = displayed.range.span;
  return (
    <div className={styles.heatmap} style={{ minHeight: estimateHeatmapHeight(end - begin) }}>
      {isInitialLoad ? <EmptyHeatmap /> : <heatmap.Component />}
    </div>
  );
}

// In pixels, from the row heights in HeatmapCard.module.css.
function estimateHeatmapHeight(length: Millis): number {
  const days = Math.floor(length / DAY) + 1;
  return 138 + days * (days > 10 ? 15 : 28);
}

function EmptyHeatmap() {
  const { displayedView, goalOf } = useData();
  const { metric } = displayedView;
  return <HeatmapFrame metric={metric} goal={goalOf(metric)} aria-busy="true" />;
}

export function AbBarSlot() {
  const { requestedView } = useView();
  return requestedView.ab ? <abBar.Component /> : null;
}

export function AbTableSlot() {
  const { a, b } = useView().requestedView.ab ?? {};
  return a && b ? <abTable.Component /> : null;
}

export const NotesSlot = notes.Component;
