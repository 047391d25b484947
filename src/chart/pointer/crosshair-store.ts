import type { EpochMs } from '../../contract/domain/time.ts';

export interface CrosshairState {
  /** Start of a bucket. */
  at: EpochMs | null;
  pinned: boolean;
  /** Placed by a mouse, which hides it when leaving. */
  hovered: boolean;
  /** Shows the tooltip. */
  owner: string | null;
}

/** Crosshair shared by charts, outside React so that pointing renders none. */
export interface CrosshairStore {
  /** Returns the same object until the state changes. */
  get(): CrosshairState;
  subscribe(listener: () => void): () => void;
  /** Ignored while pinned. */
  point(at: EpochMs, owner: string): void;
  /** Moves pins too. */
  place(at: EpochMs, owner: string): void;
  togglePin(at: EpochMs, owner: string): void;
  /** For the main chart. */
  pinAt(at: EpochMs): void;
  /** Hides the crosshair of `owner`; ignored while pinned. */
  leave(owner: string): void;
  /** Passes its pin to the main chart. */
  removeOwner(owner: string): void;
  clear(): void;
}

export const MAIN_OWNER = 'main';

const HIDDEN: CrosshairState = { at: null, pinned: false, hovered: false, owner: null };

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
