// OS by terminal of the main metric: asked for once it is near the window, after everything above it.
import { useEffect, useId } from 'react';
import { REQUEST_PRIORITIES, planRequests } from '../../../planning/plan-requests.ts';
import { useSeries } from '../../../query/series/use-series.ts';
import type { WindowQueryDeps } from '../../../query/queries/window-query.ts';
import { listMatrixCells } from '../../../view/segments.ts';
import { changeFilters } from '../../controls/filters/filters.ts';
import type { MatrixEntry } from './BreakdownMatrix.tsx';
import styles from './MatrixPanel.module.css';
import type { OnSeriesLoaded } from '../../dashboard/DetailsSection.tsx';
import type { PanelContext } from '../../dashboard/panel-context.ts';
import { Card } from '../../ui/Card.tsx';
import { PanelTitle } from '../../ui/PanelTitle.tsx';
import { lazyComponent } from '../../ui/deferred/lazy-component.tsx';
import { useNearViewport } from '../../ui/deferred/use-near-viewport.ts';
import { useStable } from '../../ui/hooks/use-stable.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';

const matrix = lazyComponent(async () => (await import('./BreakdownMatrix.tsx')).BreakdownMatrix);

export interface MatrixPanelProps extends PanelContext {
  deps: WindowQueryDeps;
  settleMs: number;
  onDatas: OnSeriesLoaded | undefined;
}

/** The breakdown matrix in its card. */
export function MatrixPanel(props: MatrixPanelProps) {
  const { displayed, goalOf, nameApp } = props;
  const { metric, apps } = displayed.view;
  const { t } = useTranslator();
  const format = useFormat();
  const id = useId();
  // A page without data is lower than it will be.
  const [ref, near] = useNearViewport<HTMLElement>(!props.isInitialLoad);
  const goal = format.goal(metric, goalOf(metric));
  const [app] = apps;
  const name = apps.length > 1 && app !== undefined ? nameApp(app) : undefined;
  const words = { metric: t(`metric.${metric}`), goal };
  const sub =
    props.view.viewMode === 'kiosk'
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

function Matrix(props: MatrixPanelProps) {
  const { deps, settleMs, view, onChange, onDatas, displayed, getLineStats, goalOf } = props;
  const { metric } = displayed.view;
  const goal = goalOf(metric);
  const cells = useStable(listMatrixCells(displayed.view));
  const subjects = cells.map(({ segment }) => ({ ...segment.subject, metric }));
  const compared = displayed.compared?.range;
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
  useEffect(() => onDatas?.([...now, ...before]), [onDatas, now, before]);
  useEffect(() => () => onDatas?.([]), [onDatas]);
  const entries = cells.flatMap(({ os, terminal, segment }, i): MatrixEntry[] => {
    const data = now[i];
    if (!data) return [];
    const { stats, summary, change, isComparisonLoading, seen } = getLineStats(
      { segment, data, before: before[i] },
      displayed,
      goal,
    );
    const { windows } = data;
    return [
      {
        os,
        terminal,
        id: segment.id,
        stats,
        summary,
        change,
        isComparisonLoading,
        series: seen,
        windows,
      },
    ];
  });
  return (
    <matrix.Component
      metric={metric}
      goal={goal}
      span={displayed.span}
      entries={entries}
      what={props.comparisonOf(metric)?.label}
      onFocus={
        view.viewMode === undefined
          ? (os, terminal) => onChange(changeFilters(view, { os, terminal }), 'push')
          : undefined
      }
    />
  );
}
