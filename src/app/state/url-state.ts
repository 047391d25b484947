// The address <-> the page: the one store of what is shown, read with useUrlState().
import { createContext, useContext, useSyncExternalStore } from 'react';
import { formatView, parseView } from '../../view/codec.ts';
import type { ViewNotice } from '../../view/codec.ts';
import type { View } from '../../view/view.ts';

/** The parts of `window` the store needs. */
export interface UrlHost {
  location: Pick<Location, 'pathname' | 'search' | 'hash'>;
  history: Pick<History, 'pushState' | 'replaceState' | 'scrollRestoration'>;
  addEventListener: (type: 'popstate' | 'pagehide', listener: () => void) => void;
  removeEventListener: (type: 'popstate' | 'pagehide', listener: () => void) => void;
}

export interface UrlSnapshot {
  view: View;
  /** Values of the address that were refused; their defaults stand. */
  notices: ViewNotice[];
}

/** `push` for what a person would undo with Back, `replace` for what changes continuously. */
export type ChangeKind = 'push' | 'replace';

export interface UrlState {
  get: () => UrlSnapshot;
  /** Shows `view` and writes it into the address; the place on the page stays. */
  set: (view: View, how: ChangeKind) => void;
  dismissNotices: () => void;
  subscribe: (listener: () => void) => () => void;
  /** Stops listening to the browser. */
  close: () => void;
}

/** The state of `host`'s address. One a page. */
export function createUrlState(host: UrlHost): UrlState {
  let snapshot: UrlSnapshot = parseView(host.location.search);
  const listeners = new Set<() => void>();
  const show = (next: UrlSnapshot) => {
    snapshot = next;
    for (const listener of listeners) listener();
  };
  const onPopState = () => show(parseView(host.location.search));
  // Back is undo here and must not scroll; a reload may, so the browser gets its way back on leaving.
  const onPageHide = () => {
    host.history.scrollRestoration = 'auto';
  };
  host.history.scrollRestoration = 'manual';
  host.addEventListener('popstate', onPopState);
  host.addEventListener('pagehide', onPageHide);

  return {
    get: () => snapshot,
    set(view, how) {
      const search = formatView(view);
      if (search !== host.location.search) write(host, search, how);
      show({ view, notices: how === 'push' ? [] : snapshot.notices });
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

function write({ location, history }: UrlHost, search: string, how: ChangeKind): void {
  const url = `${location.pathname}${search}${location.hash}`;
  try {
    if (how === 'push') history.pushState(null, '', url);
    else history.replaceState(null, '', url);
  } catch {
    // Safari refuses more than 100 changes in ten seconds; the page goes on, the next change is written.
  }
}

const UrlStateContext = createContext<UrlState | undefined>(undefined);

export const UrlStateProvider = UrlStateContext.Provider;

export interface UrlStateView extends UrlSnapshot {
  set: (view: View, how: ChangeKind) => void;
  dismissNotices: () => void;
}

/** What the address says, and how to change it. */
export function useUrlState(): UrlStateView {
  const state = useContext(UrlStateContext);
  if (!state) throw new Error('useUrlState needs a UrlStateProvider above it');
  const { view, notices } = useSyncExternalStore(state.subscribe, state.get);
  return { view, notices, set: state.set, dismissNotices: state.dismissNotices };
}
