// Whom the bucket clock waits for.
import { useMemo } from 'react';
import type { CrosshairStore } from '../../chart/pointer/crosshair-store.ts';
import type { RefreshHold } from '../../query/live/use-live-clock.ts';

/** Held while a mouse rests on a chart; a wall screen has no reader to wait for. */
export function useHold(crosshair: CrosshairStore, isWall: boolean): RefreshHold {
  return useMemo(
    () => ({
      isHeld: () => !isWall && crosshair.get().hovered,
      subscribe: (listener) => crosshair.subscribe(listener),
    }),
    [crosshair, isWall],
  );
}
