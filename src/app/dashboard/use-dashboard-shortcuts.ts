import type { HeaderPanel } from '../controls/Header.tsx';
import { useShortcuts } from '../help/shortcuts.ts';
import type { UrlStateView } from '../state/url-state.ts';
import type { ZoomActions } from '../state/use-zoom.ts';
import type { Dialogs } from './use-dialogs.ts';

export interface DashboardShortcutsOptions {
  urlState: UrlStateView;
  zoom: ZoomActions;
  dialogs: Dialogs;
  onRefresh: () => void;
}

/** Kiosk and embed mode have no header to open panels in. */
export function useDashboardShortcuts(options: DashboardShortcutsOptions): void {
  const { urlState, zoom, dialogs, onRefresh } = options;
  const { view, set } = urlState;
  const { viewMode, ...fullPageView } = view;
  const openPanel = (panel: HeaderPanel) => () =>
    viewMode === undefined && dialogs.setOpenPanel(panel);
  useShortcuts({
    help: () => dialogs.setOpenDialog('keys'),
    metric: (metric) => set({ ...view, metric }, 'push'),
    app: openPanel('app'),
    range: openPanel('range'),
    compare: openPanel('compare'),
    share: () => viewMode === undefined && dialogs.setOpenDialog('share'),
    refresh: onRefresh,
    live: () => set({ ...view, live: !view.live }, 'push'),
    kiosk: () => set(viewMode === 'kiosk' ? fullPageView : { ...view, viewMode: 'kiosk' }, 'push'),
    pan: zoom.onPan,
    undoZoom: zoom.onZoomOut,
    reset: zoom.onZoomReset,
  });
}
