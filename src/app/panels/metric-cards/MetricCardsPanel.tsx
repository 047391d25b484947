import { METRICS } from '../../../contract/domain/metrics.ts';
import type { Metric } from '../../../contract/domain/metrics.ts';
import { useData } from '../../contexts/data-context.ts';
import type { DataContextValue } from '../../contexts/data-context.ts';
import { useView } from '../../contexts/view-context.ts';
import type { MetricCardData } from './MetricCard.tsx';
import { MetricCards } from './MetricCards.tsx';

/** The cards show the first app without its split. */
export function MetricCardsPanel() {
  const { requestedView, setView } = useView();
  const data = useData();
  return (
    <MetricCards
      cards={METRICS.map((metric) => toCardData(metric, data))}
      selected={requestedView.metric}
      onSelect={
        requestedView.viewMode === undefined
          ? (metric) => setView({ ...requestedView, metric }, 'push')
          : undefined
      }
    />
  );
}

function toCardData(metric: Metric, data: DataContextValue): MetricCardData {
  const { displayed, goalOf, getLineStats, isRefreshing, comparisonLabel } = data;
  const [line] = displayed.lines[metric];
  const goal = goalOf(metric);
  const lineStats = line && getLineStats(line, displayed, goal);
  const windows = line?.data.windows ?? [];
  const isPartial = windows.some(({ status }) => status === 'loading');
  const stats = lineStats?.getStats() ?? null;
  return {
    metric,
    goal,
    stats,
    summary: lineStats?.summary ?? null,
    change: lineStats?.getChange() ?? null,
    isComparisonLoading: lineStats?.isComparisonLoading ?? false,
    comparisonLabel,
    status:
      stats === null && (isPartial || !line)
        ? 'loading'
        : isPartial || isRefreshing
          ? 'refreshing'
          : 'ready',
    problem: windows.find(({ problem }) => problem !== undefined)?.problem ?? null,
    series: lineStats?.visibleSeries ?? null,
    span: displayed.visibleSpan,
  };
}
