// Shortcuts that work anywhere on the page: one table for the help dialog and the key handler.
import { useEffect, useRef } from 'react';
import { createKeybindingsHandler } from 'tinykeys';
import { METRICS } from '../../contract/domain/metrics.ts';
import type { Metric } from '../../contract/domain/metrics.ts';

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

type RunAction = (actions: ShortcutActions) => void;

interface Shortcut {
  action: keyof ShortcutActions;
  /** Effect per `KeyboardEvent.key`. */
  keys: Readonly<Record<string, RunAction>>;
}

/** All shortcuts, in the order of the help dialog. */
export const SHORTCUTS: readonly Shortcut[] = [
  { action: 'help', keys: { '?': ({ help }) => help() } },
  {
    action: 'metric',
    keys: Object.fromEntries(
      METRICS.map((metric, i) => [String(i + 1), (actions) => actions.metric(metric)]),
    ),
  },
  { action: 'app', keys: { a: ({ app }) => app() } },
  { action: 'range', keys: { t: ({ range }) => range() } },
  { action: 'compare', keys: { c: ({ compare }) => compare() } },
  { action: 'share', keys: { s: ({ share }) => share() } },
  { action: 'refresh', keys: { r: ({ refresh }) => refresh() } },
  { action: 'live', keys: { l: ({ live }) => live() } },
  { action: 'kiosk', keys: { f: ({ kiosk }) => kiosk() } },
  { action: 'pan', keys: { '[': ({ pan }) => pan(-1), ']': ({ pan }) => pan(1) } },
  { action: 'undoZoom', keys: { Escape: ({ undoZoom }) => undoZoom() } },
  { action: 'reset', keys: { '0': ({ reset }) => reset() } },
];

/** Runs actions on key presses outside of text fields and dialogs, without Ctrl, Alt or ⌘. */
export function useShortcuts(actions: ShortcutActions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const onKeyDown = createKeybindingsHandler(createBindings(() => latest.current));
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function createBindings(getActions: () => ShortcutActions) {
  const bindings: Record<string, (event: KeyboardEvent) => void> = {};
  for (const [key, run] of SHORTCUTS.flatMap(({ keys }) => Object.entries(keys))) {
    const handle = (event: KeyboardEvent) => {
      // tinykeys ignores case, but Shift and Caps Lock are no shortcuts.
      if (event.key !== key || event.defaultPrevented || isInTextField(event.target)) return;
      event.preventDefault();
      run(getActions());
    };
    bindings[key] = handle;
    // Some keyboard layouts need Shift for digits and punctuation.
    bindings[`Shift+${key}`] = handle;
  }
  return bindings;
}

const TEXT_FIELDS =
  'input:not([type=radio]), textarea, select, [contenteditable], [role=dialog], [role=dialog] *';

function isInTextField(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches(TEXT_FIELDS);
}
