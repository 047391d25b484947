// The keys that work anywhere on the page: one list for the help and for the page itself.
import { useEffect, useRef } from 'react';
import { METRICS } from '../../contract/domain/metrics.ts';
import type { Metric } from '../../contract/domain/metrics.ts';

/** What a key can do. */
export interface ShortcutActions {
  help: () => void;
  metric: (metric: Metric) => void;
  app: () => void;
  range: () => void;
  compare: () => void;
  share: () => void;
  refresh: () => void;
  live: () => void;
  kiosk: () => void;
  pan: (direction: -1 | 1) => void;
  undoZoom: () => void;
  reset: () => void;
}

/** Every action with its keys, in the order of the help. */
export const SHORTCUTS: Readonly<Record<keyof ShortcutActions, readonly string[]>> = {
  help: ['?'],
  metric: METRICS.map((_, i) => String(i + 1)),
  app: ['a'],
  range: ['t'],
  compare: ['c'],
  share: ['s'],
  refresh: ['r'],
  live: ['l'],
  kiosk: ['f'],
  pan: ['[', ']'],
  undoZoom: ['Esc'],
  reset: ['0'],
};

/** What `key` does; undefined for a key that does nothing. */
export function findShortcut(key: string, actions: ShortcutActions): (() => void) | undefined {
  const metric = METRICS[Number(key) - 1];
  if (metric) return () => actions.metric(metric);
  if (key === '[') return () => actions.pan(-1);
  if (key === ']') return () => actions.pan(1);
  const simple: Readonly<Record<string, () => void>> = {
    '?': actions.help,
    a: actions.app,
    t: actions.range,
    c: actions.compare,
    s: actions.share,
    r: actions.refresh,
    l: actions.live,
    f: actions.kiosk,
    Escape: actions.undoZoom,
    '0': actions.reset,
  };
  return Object.hasOwn(simple, key) ? simple[key] : undefined;
}

/** Listens for the keys, but not while somebody types, has a dialog open, or means the browser. */
export function useShortcuts(actions: ShortcutActions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isBusy(event.target)) return;
      const run = findShortcut(event.key, latest.current);
      if (!run) return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

const TYPING =
  'input:not([type=radio]), textarea, select, [contenteditable], [role=dialog], [role=dialog] *';

function isBusy(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches(TYPING);
}
