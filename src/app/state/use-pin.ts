import { useEffect, useLayoutEffect, useRef } from 'react';
import type { CrosshairStore } from '../../chart/pointer/crosshair-store.ts';
import type { View } from '../../view/view.ts';
import type { ChangeKind } from './url-state.ts';

/** Synchronises the pinned crosshair with `view.pin` in both directions. */
export function usePin(
  crosshair: CrosshairStore,
  view: View,
  set: (view: View, kind: ChangeKind) => void,
): void {
  const latest = useRef({ view, set });
  useLayoutEffect(() => {
    latest.current = { view, set };
  });
  useEffect(() => {
    const { at, pinned } = crosshair.get();
    if (view.pin === undefined) {
      if (pinned) crosshair.clear();
    } else if (!pinned || at !== view.pin) {
      crosshair.pinAt(view.pin);
    }
  }, [crosshair, view.pin]);
  useEffect(
    () =>
      crosshair.subscribe(() => {
        const { at, pinned } = crosshair.get();
        const pin = pinned && at !== null ? at : undefined;
        const current = latest.current;
        if (pin === current.view.pin) return;
        const { pin: _previous, ...unpinned } = current.view;
        current.set(pin === undefined ? unpinned : { ...unpinned, pin }, 'replace');
      }),
    [crosshair],
  );
}
