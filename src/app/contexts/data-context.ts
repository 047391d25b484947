import type { ChartAnnotations, ChartComparison } from '../../chart/chart-types.ts';
import type { Metric } from '../../contract/domain/metrics.ts';
import type { View } from '../../view/view.ts';
import type { DashboardData } from '../model/dashboard-data.ts';
import type { GetLineStats } from '../model/use-line-stats.ts';
import { createRequiredContext } from './create-required-context.ts';

export interface DataContextValue {
  /** The view that `displayed` belongs to. */
  displayedView: View;
  displayed: DashboardData;
  /** The displayed view is not the requested one. */
  isRefreshing: boolean;
  /** No data of the main metric has arrived yet. */
  isInitialLoad: boolean;
  /** All windows of the requested view are loaded. */
  isSettled: boolean;
  getLineStats: GetLineStats;
  /** In the metric's unit. */
  goalOf: (metric: Metric) => number;
  nameApp: (appId: string) => string;
  /** Such as `week before`. */
  comparisonLabel: string | undefined;
  comparisonOf: (metric: Metric) => ChartComparison | undefined;
  annotationsOf: (metric: Metric) => ChartAnnotations;
}

/** Consumers render for every batch of responses. */
export const [DataProvider, useData] = createRequiredContext<DataContextValue>('data');
