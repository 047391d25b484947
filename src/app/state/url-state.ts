// The address <-> the page: the one store of what is shown, read with useUrlState().
import { createContext, useContext, useSyncExternalStore } from 'react';
import { formatView, parseView } from '../../view/codec.ts';
import type { ViewNotice } from '../../view/codec.ts';
import type { View } from '../../view/view.ts';
import { nextZoomHistory, readZoomHistory, sameRange, sameZoom } from './zoom-history.ts';
import type { ZoomHistory } from './zoom-history.ts';

/** The parts of `window` the store needs. */
export interface UrlHost {
  location: Pick<Location, 'pathname' | 'search' | 'hash'>;
  history: Pick<History, 'pushState' | 'replaceState' | 'scrollRestoration' | 'state'>;
  addEventListener: (type: 'popstate' | 'pagehide', listener: () => void) => void;
  removeEventListener: (type: 'popstate' | 'pagehide', listener: () => void) => void;
}

export interface UrlSnapshot {
  view: View;
  /** Values of the address that were refused; their defaults stand. */
  notices: ViewNotice[];
  /** What was in sight before each zoom, the last on top. */
  zooms: ZoomHistory;
}

/** `push` for what a person would undo with Back, `replace` for what changes continuously. */
export type ChangeKind = 'push' | 'replace';

export interface UrlState {
  get: () => UrlSnapshot;
  /** Shows `view` and writes it into the address; the place on the page stays. */
  set: (view: View, how: ChangeKind) => void;
  /** Shows what was in sight before the last zoom; a zoom that came with the link is taken away. */
  undoZoom: () => void;
  dismissNotices: () => void;
  subscribe: (listener: () => void) => () => void;
  /** Stops listening to the browser. */
  close: () => void;
}

/** The state of `host`'s address. One a page. */
export function createUrlState(host: UrlHost): UrlState {
  const read = (): UrlSnapshot => ({
    ...parseView(host.location.search),
    // With the entry, so that Back, Forward and a reload bring the stack of their time.
    zooms: readZoomHistory(host.history.state),
  });
  let snapshot = read();
  const listeners = new Set<() => void>();
  const show = (next: UrlSnapshot) => {
    snapshot = next;
    for (const listener of listeners) listener();
  };
  const onPopState = () => show(read());
  // Back is undo here and must not scroll; a reload may, so the browser gets its way back on leaving.
  const onPageHide = () => {
    host.history.scrollRestoration = 'auto';
  };
  host.history.scrollRestoration = 'manual';
  host.addEventListener('popstate', onPopState);
  host.addEventListener('pagehide', onPageHide);

  const go = (view: View, how: ChangeKind, zooms: ZoomHistory) => {
    const search = formatView(view);
    if (search !== host.location.search) write(host, search, how, zooms);
    show({ view, notices: how === 'push' ? [] : snapshot.notices, zooms });
  };

  return {
    get: () => snapshot,
    set(wanted, how) {
      // Another range is another picture: what was zoomed to is not in it.
      const view =
        wanted.zoom && !sameRange(wanted, snapshot.view) && sameZoom(wanted, snapshot.view)
          ? withoutZoom(wanted)
          : wanted;
      go(view, how, nextZoomHistory(snapshot, view, how));
    },
    undoZoom() {
      if (!snapshot.view.zoom && snapshot.zooms.length === 0) return;
      const before = snapshot.zooms.at(-1);
      const view = withoutZoom(snapshot.view);
      go(before ? { ...view, zoom: before } : view, 'push', snapshot.zooms.slice(0, -1));
    },
    dismissNotices: () => show({ ...snapshot, notices: [] }),
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

function write(
  { location, history }: UrlHost,
  search: string,
  how: ChangeKind,
  zooms: ZoomHistory,
): void {
  const url = `${location.pathname}${search}${location.hash}`;
  try {
    if (how === 'push') history.pushState({ zooms }, '', url);
    else history.replaceState({ zooms }, '', url);
  } catch {
    // Safari refuses more than 100 changes in ten seconds; the page goes on, the next change is written.
  }
}

const UrlStateContext = createContext<UrlState | undefined>(undefined);

export const UrlStateProvider = UrlStateContext.Provider;

export interface UrlStateView extends UrlSnapshot {
  set: (view: View, how: ChangeKind) => void;
  undoZoom: () => void;
  dismissNotices: () => void;
}

/** What the address says, and how to change it. */
export function useUrlState(): UrlStateView {
  const state = useContext(UrlStateContext);
  if (!state) throw new Error('useUrlState needs a UrlStateProvider above it');
  const snapshot = useSyncExternalStore(state.subscribe, state.get);
  const { set, undoZoom, dismissNotices } = state;
  return { ...snapshot, set, undoZoom, dismissNotices };
}
