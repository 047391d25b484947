import type { CrosshairStore } from '../../chart/pointer/crosshair-store.ts';
import type { ZoomActions } from '../state/use-zoom.ts';
import { createRequiredContext } from './create-required-context.ts';

export interface ChartSync {
  crosshair: CrosshairStore;
  zoom: ZoomActions;
  /** IANA zone of the time axes. */
  zone: string;
}

export const [ChartSyncProvider, useChartSync] = createRequiredContext<ChartSync>('chart sync');
