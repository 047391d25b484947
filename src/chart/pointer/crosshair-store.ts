import type { EpochMs } from '../../contract/domain/time.ts';

/** Where the crosshair stands, for all charts that share it. */
export interface CrosshairState {
  /** The start of the bucket pointed at. */
  at: EpochMs | null;
  /** It stays when the pointer leaves. */
  pinned: boolean;
  /** A mouse rests on it, and takes it away when it leaves; neither pinned, nor placed by a key or a tap. */
  hovered: boolean;
  /** The chart that shows the tooltip. */
  owner: string | null;
}

/** One crosshair for many charts, outside React so that pointing renders none of them. */
export interface CrosshairStore {
  /** The same object until something changes. */
  get(): CrosshairState;
  subscribe(listener: () => void): () => void;
  /** The pointer moved; nothing happens while pinned. */
  point(at: EpochMs, owner: string): void;
  /** A deliberate move (a key, a tap), pinned or not. */
  place(at: EpochMs, owner: string): void;
  /** Pins here, or lets go of what is pinned. */
  togglePin(at: EpochMs, owner: string): void;
  /** Pins here, for the main chart: a link said so. */
  pinAt(at: EpochMs): void;
  /** The pointer or the focus left `owner`; nothing happens while pinned. */
  leave(owner: string): void;
  /** `owner` is no more: the main chart shows what it had pinned. */
  disown(owner: string): void;
  clear(): void;
}

/** The chart that shows the tooltip when no chart was pointed at. */
export const MAIN_OWNER = 'main';

const NOWHERE: CrosshairState = { at: null, pinned: false, hovered: false, owner: null };

/** A crosshair that points nowhere yet. */
export function createCrosshairStore(): CrosshairStore {
  const listeners = new Set<() => void>();
  let state = NOWHERE;

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
      if (!state.pinned && state.owner === owner) set(NOWHERE);
    },
    disown(owner) {
      if (state.owner === owner) set(state.pinned ? { ...state, owner: MAIN_OWNER } : NOWHERE);
    },
    clear: () => set(NOWHERE),
  };
}
