import { useEffect, useId } from 'react';
import { REQUEST_PRIORITIES, planRequests } from '../../../planning/plan-requests.ts';
import type { SeriesData } from '../../../query/series/series-data.ts';
import { useSeries } from '../../../query/series/use-series.ts';
import { listMatrixCells } from '../../../view/segments.ts';
import { useData } from '../../contexts/data-context.ts';
import { usePageServices } from '../../contexts/services-context.ts';
import { useView } from '../../contexts/view-context.ts';
import { changeFilters } from '../../controls/filters/filters.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import { Card } from '../../ui/Card.tsx';
import { PanelTitle } from '../../ui/PanelTitle.tsx';
import { lazyComponent } from '../../ui/deferred/lazy-component.tsx';
import { useNearViewport } from '../../ui/deferred/use-near-viewport.ts';
import { useStable } from '../../ui/hooks/use-stable.ts';
import type { MatrixEntry } from './BreakdownMatrix.tsx';
import styles from './MatrixPanel.module.css';

const matrix = lazyComponent(async () => (await import('./BreakdownMatrix.tsx')).BreakdownMatrix);

export interface MatrixPanelProps {
  /** Receives an empty list on unmount. */
  onSeriesLoaded?: ((seriesList: readonly SeriesData[]) => void) | undefined;
}

/** Requests its data once it is near the viewport. */
export function MatrixPanel(props: MatrixPanelProps) {
  const { requestedView } = useView();
  const { displayedView, goalOf, nameApp, isInitialLoad } = useData();
  const { metric, apps } = displayedView;
  const { t } = useTranslator();
  const format = useFormat();
  const id = useId();
  // Before the initial load the page is shorter than it will be.
  const [ref, isNear] = useNearViewport<HTMLElement>(!isInitialLoad);
  const [app] = apps;
  const appName = apps.length > 1 && app !== undefined ? nameApp(app) : undefined;
  const values = { metric: t(`metric.${metric}`), goal: format.goal(metric, goalOf(metric)) };
  const subtitle =
    appName === undefined
      ? t('matrix.sub', values)
      : t('matrix.subApp', { ...values, app: appName });
  return (
    <Card aria-labelledby={id} ref={ref} className={styles.panel}>
      <PanelTitle
        id={id}
        title={t('matrix.title')}
        sub={requestedView.viewMode === 'kiosk' ? appName : subtitle}
      />
      <div className={styles.body}>{isNear && <Matrix {...props} />}</div>
    </Card>
  );
}

function Matrix({ onSeriesLoaded }: MatrixPanelProps) {
  const { requestedView, setView } = useView();
  const { displayedView, displayed, getLineStats, goalOf, comparisonLabel } = useData();
  const { deps, settleMs } = usePageServices();
  const { metric } = displayedView;
  const { range, comparison } = displayed;
  const goal = goalOf(metric);
  const cells = useStable(listMatrixCells(displayedView));
  const subjects = cells.map(({ segment }) => ({ ...segment.subject, metric }));
  const seriesList = useSeries(deps, {
    plan: useStable(planRequests(subjects, range.span)),
    settleMs,
    priority: REQUEST_PRIORITIES.matrix,
    retryOnMount: false,
  });
  const isCompared = comparison !== null && !comparison.range.empty;
  const comparisonSeriesList = useSeries(deps, {
    plan: useStable(planRequests(isCompared ? subjects : [], comparison?.range.span ?? range.span)),
    settleMs,
    priority: REQUEST_PRIORITIES.matrixComparison,
    retryOnMount: false,
  });
  useEffect(
    () => onSeriesLoaded?.([...seriesList, ...comparisonSeriesList]),
    [onSeriesLoaded, seriesList, comparisonSeriesList],
  );
  useEffect(() => () => onSeriesLoaded?.([]), [onSeriesLoaded]);
  const entries = cells.flatMap(({ os, terminal, segment }, i): MatrixEntry[] => {
    const data = seriesList[i];
    if (!data) return [];
    const line = { segment, data, comparisonData: comparisonSeriesList[i] };
    const stats = getLineStats(line, displayed, goal);
    return [
      {
        os,
        terminal,
        id: segment.id,
        stats: stats.getStats(),
        summary: stats.summary,
        change: stats.getChange(),
        isComparisonLoading: stats.isComparisonLoading,
        series: stats.visibleSeries,
        windows: data.windows,
      },
    ];
  });
  return (
    <matrix.Component
      metric={metric}
      goal={goal}
      span={displayed.visibleSpan}
      entries={entries}
      comparisonLabel={comparisonLabel}
      onFocus={
        requestedView.viewMode === undefined
          ? (os, terminal) => setView(changeFilters(requestedView, { os, terminal }), 'push')
          : undefined
      }
    />
  );
}
