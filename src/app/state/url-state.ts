// The store of the requested view, mirrored in the address.
import { createContext, useContext, useSyncExternalStore } from 'react';
import { formatView, parseView } from '../../view/codec.ts';
import type { ViewNotice } from '../../view/codec.ts';
import type { View } from '../../view/view.ts';
import { isSameRange, isSameZoom, nextZoomHistory, readZoomHistory } from './zoom-history.ts';
import type { ZoomHistory } from './zoom-history.ts';

export interface UrlHost {
  location: Pick<Location, 'pathname' | 'search' | 'hash'>;
  history: Pick<History, 'pushState' | 'replaceState' | 'scrollRestoration' | 'state'>;
  addEventListener: (type: 'popstate' | 'pagehide', listener: () => void) => void;
  removeEventListener: (type: 'popstate' | 'pagehide', listener: () => void) => void;
}

export interface UrlSnapshot {
  view: View;
  /** Invalid parameters, which were replaced by their defaults. */
  notices: ViewNotice[];
  zooms: ZoomHistory;
}

/** `push` adds a history entry that Back undoes; `replace` is for continuous changes. */
export type ChangeKind = 'push' | 'replace';

export interface UrlState {
  get: () => UrlSnapshot;
  set: (view: View, kind: ChangeKind) => void;
  /** Restores the zoom before the last one; removes a zoom that came with the link. */
  undoZoom: () => void;
  dismissNotices: () => void;
  subscribe: (listener: () => void) => () => void;
  close: () => void;
}

export function createUrlState(host: UrlHost): UrlState {
  const read = (): UrlSnapshot => ({
    ...parseView(host.location.search),
    // Stored per history entry, so that Back restores it.
    zooms: readZoomHistory(host.history.state),
  });
  let snapshot = read();
  const listeners = new Set<() => void>();
  const publish = (next: UrlSnapshot) => {
    snapshot = next;
    for (const listener of listeners) listener();
  };
  const onPopState = () => publish(read());
  // Back must not scroll; a reload restores the position.
  const onPageHide = () => {
    host.history.scrollRestoration = 'auto';
  };
  host.history.scrollRestoration = 'manual';
  host.addEventListener('popstate', onPopState);
  host.addEventListener('pagehide', onPageHide);

  const change = (view: View, kind: ChangeKind, zooms: ZoomHistory) => {
    const search = formatView(view);
    if (search !== host.location.search) writeAddress(host, search, kind, zooms);
    publish({ view, notices: kind === 'push' ? [] : snapshot.notices, zooms });
  };

  return {
    get: () => snapshot,
    set(requested, kind) {
      const resetsZoom =
        requested.zoom &&
        !isSameRange(requested, snapshot.view) &&
        isSameZoom(requested, snapshot.view);
      const view = resetsZoom ? withoutZoom(requested) : requested;
      change(view, kind, nextZoomHistory(snapshot, view, kind));
    },
    undoZoom() {
      if (!snapshot.view.zoom && snapshot.zooms.length === 0) return;
      const previousZoom = snapshot.zooms.at(-1);
      const view = withoutZoom(snapshot.view);
      change(
        previousZoom ? { ...view, zoom: previousZoom } : view,
        'push',
        snapshot.zooms.slice(0, -1),
      );
    },
    dismissNotices: () => publish({ ...snapshot, notices: [] }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      host.removeEventListener('popstate', onPopState);
      host.removeEventListener('pagehide', onPageHide);
    },
  };
}

function withoutZoom({ zoom: _zoom, ...view }: View): View {
  return view;
}

function writeAddress(
  { location, history }: UrlHost,
  search: string,
  kind: ChangeKind,
  zooms: ZoomHistory,
): void {
  const url = `${location.pathname}${search}${location.hash}`;
  try {
    if (kind === 'push') history.pushState({ zooms }, '', url);
    else history.replaceState({ zooms }, '', url);
  } catch {
    // Safari allows 100 changes per ten seconds. The next change writes the whole view.
  }
}

const UrlStateContext = createContext<UrlState | undefined>(undefined);

export const UrlStateProvider = UrlStateContext.Provider;

export interface UrlStateView extends UrlSnapshot {
  set: (view: View, kind: ChangeKind) => void;
  undoZoom: () => void;
  dismissNotices: () => void;
}

/** Throws without a provider. */
export function useUrlState(): UrlStateView {
  const state = useContext(UrlStateContext);
  if (!state) throw new Error('useUrlState requires a UrlStateProvider');
  const snapshot = useSyncExternalStore(state.subscribe, state.get);
  const { set, undoZoom, dismissNotices } = state;
  return { ...snapshot, set, undoZoom, dismissNotices };
}
