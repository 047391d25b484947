import { useMemo } from 'react';
import type { CrosshairStore } from '../../chart/pointer/crosshair-store.ts';
import type { RefreshHold } from '../../query/live/use-live-clock.ts';

/** Holds updates while the mouse is over a chart, except in kiosk mode. */
export function useRefreshHold(crosshair: CrosshairStore, isKiosk: boolean): RefreshHold {
  return useMemo(
    () => ({
      isHeld: () => !isKiosk && crosshair.get().hovered,
      subscribe: (listener) => crosshair.subscribe(listener),
    }),
    [crosshair, isKiosk],
  );
}
