import type { ChartMarks } from '../../chart/model/annotations.ts';
import type { CrosshairStore } from '../../chart/pointer/crosshair-store.ts';
import type { ChartCompare } from '../../chart/model/chart-line.ts';
import type { Metric } from '../../contract/domain/metrics.ts';
import type { View } from '../../view/view.ts';
import type { CopyText } from '../ui/CopyButton.tsx';
import type { ChangeKind } from '../state/url-state.ts';
import type { ReadFigures } from '../model/use-series-stats.ts';
import type { PageData } from './use-dashboard-data.ts';
import type { Zooming } from '../state/use-zoom.ts';

/** What every panel with charts is given. */
export interface PanelContext {
  view: View;
  onChange: (view: View, how: ChangeKind) => void;
  /** What is drawn: of `view`, or of the view before while this one loads. */
  shown: PageData;
  refreshing: boolean;
  /** Nothing of it is here yet. */
  waiting: boolean;
  /** All there will be of it is here. */
  isWhole: boolean;
  readFigures: ReadFigures;
  /** In the metric's unit. */
  goalOf: (metric: Metric) => number;
  /** What an app is called, for charts of several. */
  nameApp: (appId: string) => string;
  /** What the charts of a metric are compared with; undefined when nothing is. */
  compareWith: (metric: Metric) => ChartCompare | undefined;
  /** What else lies on the time axis of a metric's charts. */
  marksOf: (metric: Metric) => ChartMarks;
  crosshair: CrosshairStore;
  zone: string;
  zooming: Zooming;
  demo: boolean;
  /** Left out where there is no clipboard. */
  copyText: CopyText | undefined;
}
