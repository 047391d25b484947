import type { ChartAnnotations } from '../../chart/chart-types.ts';
import type { CrosshairStore } from '../../chart/pointer/crosshair-store.ts';
import type { ChartComparison } from '../../chart/chart-types.ts';
import type { Metric } from '../../contract/domain/metrics.ts';
import type { View } from '../../view/view.ts';
import type { CopyText } from '../ui/CopyButton.tsx';
import type { ChangeKind } from '../state/url-state.ts';
import type { GetLineStats } from '../model/use-line-stats.ts';
import type { DashboardData } from './use-dashboard-data.ts';
import type { ZoomActions } from '../state/use-zoom.ts';

/** What every panel with charts is given. */
export interface PanelContext {
  view: View;
  onChange: (view: View, how: ChangeKind) => void;
  /** What is drawn: of `view`, or of the view before while this one loads. */
  displayed: DashboardData;
  refreshing: boolean;
  /** Nothing of it is here yet. */
  isInitialLoad: boolean;
  /** All there will be of it is here. */
  isSettled: boolean;
  getLineStats: GetLineStats;
  /** In the metric's unit. */
  goalOf: (metric: Metric) => number;
  /** What an app is called, for charts of several. */
  nameApp: (appId: string) => string;
  /** What the charts of a metric are compared with; undefined when nothing is. */
  comparisonOf: (metric: Metric) => ChartComparison | undefined;
  /** What else lies on the time axis of a metric's charts. */
  annotationsOf: (metric: Metric) => ChartAnnotations;
  crosshair: CrosshairStore;
  zone: string;
  zoom: ZoomActions;
  demo: boolean;
  /** Left out where there is no clipboard. */
  copyText: CopyText | undefined;
}
