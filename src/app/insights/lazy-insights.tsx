// Where the page shows what it sees. The code behind comes after the first paint.
import type { WindowsSummary } from '../model/summarize-windows.ts';
import type { ChartAction } from '../export/ExportPanel.tsx';
import { METRICS } from '../../contract/domain/metrics.ts';
import { DAY } from '../../contract/domain/time.ts';
import type { Millis } from '../../contract/domain/time.ts';
import { useData } from '../contexts/data-context.ts';
import { useView } from '../contexts/view-context.ts';
import { lazyComponent } from '../ui/deferred/lazy-component.tsx';
import { useTranslator } from '../i18n/use-translator.ts';
import { HeatCard } from './heatmap/HeatmapFrame.tsx';
import styles from './lazy-insights.module.css';
import type { PageInsights } from './analysis/use-page-insights.ts';

const load = () => import('./InsightPanels.tsx');
const headline = lazyComponent(async () => (await load()).Headline, 'panel', Looking);
const episodes = lazyComponent(async () => (await load()).Episodes);
const heat = lazyComponent(
  async () => (await load()).Heat,
  'panel',
  () => <EmptyHeat />,
);
const marked = lazyComponent(async () => (await load()).AbBarPanel);
const markedAgainst = lazyComponent(async () => (await load()).AbTablePanel);
const notes = lazyComponent(async () => (await load()).Notes, 'dialog');

/** The notes of this view, in a dialog. */
export const Notes = notes.Component;

export interface InsightPartProps {
  seen: PageInsights;
}

/** What stands out, in a sentence on top. It has its height before there is one. */
export function Headline(props: InsightPartProps & { windows: WindowsSummary }) {
  const { seen } = props;
  const { t } = useTranslator();
  return (
    <section className={styles.headline} aria-label={t('insight.title')} aria-live="polite">
      {seen.insights ? (
        <headline.Component {...props} seen={{ ...seen, insights: seen.insights }} />
      ) : (
        <Looking />
      )}
    </section>
  );
}

function Looking() {
  const { t } = useTranslator();
  return <p className={styles.looking}>{t('insight.looking')}</p>;
}

/** Every episode of the range. */
export function Episodes({ seen }: InsightPartProps) {
  if (!seen.insights) return null;
  return <episodes.Component seen={{ ...seen, insights: seen.insights }} />;
}

/** Of the map with as many days, in pixels: what is below it does not move when it comes. */
function heatHeight(length: Millis): number {
  const days = Math.floor(length / DAY) + 1;
  return 138 + days * (days > 10 ? 15 : 28);
}

/** The main metric by day and hour. It has its height before it is there. */
export function Heat() {
  const { displayed, isInitialLoad } = useData();
  const { begin, end } = displayed.range.span;
  return (
    <div className={styles.heat} style={{ minHeight: heatHeight(end - begin) }}>
      {isInitialLoad ? <EmptyHeat /> : <heat.Component />}
    </div>
  );
}

function EmptyHeat() {
  const { displayedView, goalOf } = useData();
  const { metric } = displayedView;
  return <HeatCard metric={metric} goal={goalOf(metric)} aria-busy="true" />;
}

/** Which windows are marked, above the chart. */
export function AbBarSlot() {
  const { requestedView } = useView();
  return requestedView.ab ? <marked.Component /> : null;
}

/** Both windows against each other, once both are marked. */
export function AbTableSlot() {
  const { a, b } = useView().requestedView.ab ?? {};
  return a && b ? <markedAgainst.Component /> : null;
}

/** What can be done with the main chart besides taking it along. */
export function useChartActions(seen: PageInsights, onNotes: () => void): readonly ChartAction[] {
  const { requestedView: view, setView } = useView();
  const { t } = useTranslator();
  const hasBand = METRICS.some((metric) => seen.insights?.[0]?.bands[metric]);
  return [
    {
      label: t('band.show'),
      title: t('band.title'),
      isOn: view.band && hasBand,
      disabledReason: seen.insights && !hasBand ? t('band.fewDays') : undefined,
      run: () => setView({ ...view, band: !view.band }, 'push'),
    },
    {
      label: t('marked.start'),
      isOn: view.ab !== undefined,
      run: () => {
        const { ab, ...others } = view;
        setView(ab ? others : { ...view, ab: {} }, 'push');
      },
    },
    { label: t('notes.add'), run: onNotes },
  ];
}
