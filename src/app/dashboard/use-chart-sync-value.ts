import { useMemo } from 'react';
import type { CrosshairStore } from '../../chart/pointer/crosshair-store.ts';
import type { Span } from '../../contract/domain/time.ts';
import type { ChartSync } from '../contexts/chart-sync-context.ts';
import { nextAbSlot } from '../insights/ab-comparison/next-ab-slot.ts';
import type { UrlStateView } from '../state/url-state.ts';
import { usePin } from '../state/use-pin.ts';
import { useZoom } from '../state/use-zoom.ts';
import type { ZoomActions } from '../state/use-zoom.ts';
import type { DashboardData } from '../model/dashboard-data.ts';

export interface ChartSyncOptions {
  urlState: UrlStateView;
  crosshair: CrosshairStore;
  zone: string;
  requested: DashboardData;
}

export interface ChartSyncResult {
  chartSync: ChartSync;
  /** For the keyboard, which never sets A/B windows. */
  zoom: ZoomActions;
}

/** Connects crosshair and zoom with the URL. */
export function useChartSyncValue(options: ChartSyncOptions): ChartSyncResult {
  const { urlState, crosshair, zone, requested } = options;
  const { view, set, undoZoom } = urlState;
  const zoom = useZoom({
    view,
    range: requested.range.span,
    span: requested.visibleSpan,
    set,
    undoZoom,
  });
  usePin(crosshair, view, set);
  const chartSync = useMemo(() => {
    const slot = view.ab && nextAbSlot(view.ab);
    if (!slot) return { crosshair, zone, zoom };
    // Until both A/B windows are set, dragging sets the next one instead of zooming.
    const onZoom = (span: Span) => set({ ...view, ab: { ...view.ab, [slot]: span } }, 'push');
    return { crosshair, zone, zoom: { ...zoom, onZoom } };
  }, [crosshair, zone, zoom, view, set]);
  return { chartSync, zoom };
}
