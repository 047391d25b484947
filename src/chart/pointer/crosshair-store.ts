import type { EpochMs } from '../../contract/domain/time.ts';

export interface CrosshairState {
  /** Start of the bucket. */
  at: EpochMs | null;
  /** Pinned crosshairs stay when the pointer leaves. */
  pinned: boolean;
  /** Placed by a mouse, which removes it when it leaves. */
  hovered: boolean;
  /** The chart that shows the tooltip. */
  owner: string | null;
}

/** A crosshair shared by several charts, outside React so that pointing renders no chart. */
export interface CrosshairStore {
  /** Returns the same object until the state changes. */
  get(): CrosshairState;
  subscribe(listener: () => void): () => void;
  /** Follows the pointer; ignored while pinned. */
  point(at: EpochMs, owner: string): void;
  /** Moves by key or tap, even while pinned. */
  place(at: EpochMs, owner: string): void;
  togglePin(at: EpochMs, owner: string): void;
  /** Pins for the main chart, as a link requests. */
  pinAt(at: EpochMs): void;
  /** Hides when the pointer or the focus leaves `owner`; ignored while pinned. */
  leave(owner: string): void;
  /** Passes a pin of an unmounted chart to the main chart. */
  removeOwner(owner: string): void;
  clear(): void;
}

/** Owner of a crosshair that was pinned by a link. */
export const MAIN_OWNER = 'main';

const HIDDEN: CrosshairState = { at: null, pinned: false, hovered: false, owner: null };

/** Creates a hidden crosshair. */
export function createCrosshairStore(): CrosshairStore {
  const listeners = new Set<() => void>();
  let state = HIDDEN;

  function set(next: CrosshairState): void {
    const isSame =
      next.at === state.at &&
      next.pinned === state.pinned &&
      next.hovered === state.hovered &&
      next.owner === state.owner;
    if (isSame) return;
    state = next;
    for (const listener of listeners) listener();
  }

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    point(at, owner) {
      if (!state.pinned) set({ at, pinned: false, hovered: true, owner });
    },
    place: (at, owner) => set({ at, pinned: state.pinned, hovered: false, owner }),
    togglePin: (at, owner) => set({ at, pinned: !state.pinned, hovered: false, owner }),
    pinAt: (at) => set({ at, pinned: true, hovered: false, owner: MAIN_OWNER }),
    leave(owner) {
      if (!state.pinned && state.owner === owner) set(HIDDEN);
    },
    removeOwner(owner) {
      if (state.owner === owner) set(state.pinned ? { ...state, owner: MAIN_OWNER } : HIDDEN);
    },
    clear: () => set(HIDDEN),
  };
}
