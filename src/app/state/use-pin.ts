// The pinned crosshair <-> the address, so that a link points at the same moment.
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { CrosshairStore } from '../../chart/pointer/crosshair-store.ts';
import type { View } from '../../view/view.ts';
import type { ChangeKind } from './url-state.ts';

/** Keeps `view.pin` and the crosshair's pin the same, whichever of them moves. */
export function usePin(
  crosshair: CrosshairStore,
  view: View,
  set: (view: View, how: ChangeKind) => void,
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
        const now = latest.current;
        if (pin === now.view.pin) return;
        const { pin: _old, ...rest } = now.view;
        // Pointing is continuous: it is no step that Back would undo.
        now.set(pin === undefined ? rest : { ...rest, pin }, 'replace');
      }),
    [crosshair],
  );
}
