// OS by terminal of the main metric: asked for once it is near the window, after everything above it.
import { useEffect, useId } from 'react';
import { REQUEST_PRIORITIES, planRequests } from '../../../planning/plan-requests.ts';
import { useSeries } from '../../../query/series/use-series.ts';
import { listMatrixCells } from '../../../view/segments.ts';
import { changeFilters } from '../../controls/filters/filters.ts';
import type { MatrixEntry } from './BreakdownMatrix.tsx';
import styles from './MatrixPanel.module.css';
import { useData } from '../../contexts/data-context.ts';
import { usePageServices } from '../../contexts/services-context.ts';
import { useView } from '../../contexts/view-context.ts';
import type { SeriesData } from '../../../query/series/series-data.ts';
import { Card } from '../../ui/Card.tsx';
import { PanelTitle } from '../../ui/PanelTitle.tsx';
import { lazyComponent } from '../../ui/deferred/lazy-component.tsx';
import { useNearViewport } from '../../ui/deferred/use-near-viewport.ts';
import { useStable } from '../../ui/hooks/use-stable.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';

const matrix = lazyComponent(async () => (await import('./BreakdownMatrix.tsx')).BreakdownMatrix);

export interface MatrixPanelProps {
  /** Receives the series that the matrix has requested, and an empty list when it unmounts. */
  onSeriesLoaded?: ((seriesList: readonly SeriesData[]) => void) | undefined;
}

/** The breakdown matrix in its card. */
export function MatrixPanel(props: MatrixPanelProps) {
  const { displayedView, goalOf, nameApp, isInitialLoad } = useData();
  const { requestedView } = useView();
  const { metric, apps } = displayedView;
  const { t } = useTranslator();
  const format = useFormat();
  const id = useId();
  // A page without data is lower than it will be.
  const [ref, near] = useNearViewport<HTMLElement>(!isInitialLoad);
  const goal = format.goal(metric, goalOf(metric));
  const [app] = apps;
  const name = apps.length > 1 && app !== undefined ? nameApp(app) : undefined;
  const words = { metric: t(`metric.${metric}`), goal };
  const sub =
    requestedView.viewMode === 'kiosk'
      ? // On a wall screen the chart beside it says the rest.
        name
      : name === undefined
        ? t('matrix.sub', words)
        : t('matrix.subApp', { ...words, app: name });
  return (
    <Card aria-labelledby={id} ref={ref} className={styles.panel}>
      <PanelTitle id={id} title={t('matrix.title')} sub={sub} />
      <div className={styles.body}>{near && <Matrix {...props} />}</div>
    </Card>
  );
}

function Matrix({ onSeriesLoaded }: MatrixPanelProps) {
  const { requestedView, setView } = useView();
  const { displayedView, displayed, getLineStats, goalOf, comparisonLabel } = useData();
  const { deps, settleMs } = usePageServices();
  const { metric } = displayedView;
  const goal = goalOf(metric);
  const cells = useStable(listMatrixCells(displayed.view));
  const subjects = cells.map(({ segment }) => ({ ...segment.subject, metric }));
  const compared = displayed.comparison?.range;
  const isCompared = compared !== undefined && !compared.empty;
  const { span } = displayed.range;
  const now = useSeries(deps, {
    plan: useStable(planRequests(subjects, span)),
    settleMs,
    priority: REQUEST_PRIORITIES.matrix,
    retryOnMount: false,
  });
  const before = useSeries(deps, {
    plan: useStable(planRequests(isCompared ? subjects : [], compared?.span ?? span)),
    settleMs,
    priority: REQUEST_PRIORITIES.matrixComparison,
    retryOnMount: false,
  });
  useEffect(() => onSeriesLoaded?.([...now, ...before]), [onSeriesLoaded, now, before]);
  useEffect(() => () => onSeriesLoaded?.([]), [onSeriesLoaded]);
  const entries = cells.flatMap(({ os, terminal, segment }, i): MatrixEntry[] => {
    const data = now[i];
    if (!data) return [];
    const lineStats = getLineStats({ segment, data, comparisonData: before[i] }, displayed, goal);
    return [
      {
        os,
        terminal,
        id: segment.id,
        stats: lineStats.getStats(),
        summary: lineStats.summary,
        change: lineStats.getChange(),
        isComparisonLoading: lineStats.isComparisonLoading,
        series: lineStats.visibleSeries,
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
      what={comparisonLabel}
      onFocus={
        requestedView.viewMode === undefined
          ? (os, terminal) => setView(changeFilters(requestedView, { os, terminal }), 'push')
          : undefined
      }
    />
  );
}
