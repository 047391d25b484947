import { describe, expect, it, vi } from 'vitest';
import { MAIN_OWNER, createCrosshairStore } from '../../../src/chart/pointer/crosshair-store.ts';

function createWithListener() {
  const crosshair = createCrosshairStore();
  const listener = vi.fn<() => void>();
  return { crosshair, listener, unsubscribe: crosshair.subscribe(listener) };
}

describe('createCrosshairStore', () => {
  it('notifies all listeners once per bucket', () => {
    const { crosshair, listener } = createWithListener();
    const otherListener = vi.fn<() => void>();
    crosshair.subscribe(otherListener);
    crosshair.point(100, 'a');
    crosshair.point(100, 'a');
    expect(listener).toHaveBeenCalledTimes(1);
    expect(otherListener).toHaveBeenCalledTimes(1);
    expect(crosshair.get()).toEqual({ at: 100, pinned: false, hovered: true, owner: 'a' });
    expect(crosshair.get()).toBe(crosshair.get());
  });

  it('hides when the owner leaves, not when another chart does', () => {
    const { crosshair } = createWithListener();
    crosshair.point(100, 'a');
    crosshair.leave('b');
    expect(crosshair.get().at).toBe(100);
    crosshair.leave('a');
    expect(crosshair.get().at).toBeNull();
  });

  it('ignores the pointer while pinned', () => {
    const { crosshair } = createWithListener();
    crosshair.togglePin(100, 'a');
    crosshair.point(200, 'b');
    crosshair.leave('a');
    expect(crosshair.get()).toEqual({ at: 100, pinned: true, hovered: false, owner: 'a' });
    crosshair.togglePin(300, 'a');
    expect(crosshair.get()).toEqual({ at: 300, pinned: false, hovered: false, owner: 'a' });
  });

  it('moves a pinned crosshair by key or tap', () => {
    const { crosshair } = createWithListener();
    crosshair.togglePin(100, 'a');
    crosshair.place(200, 'a');
    expect(crosshair.get()).toEqual({ at: 200, pinned: true, hovered: false, owner: 'a' });
  });

  it('pins for the main chart if a link requests it', () => {
    const { crosshair } = createWithListener();
    crosshair.pinAt(100);
    expect(crosshair.get()).toEqual({ at: 100, pinned: true, hovered: false, owner: MAIN_OWNER });
  });

  it('passes the pin of a removed owner to the main chart', () => {
    const { crosshair } = createWithListener();
    crosshair.togglePin(100, 'a');
    crosshair.removeOwner('b');
    expect(crosshair.get().owner).toBe('a');
    crosshair.removeOwner('a');
    expect(crosshair.get()).toEqual({ at: 100, pinned: true, hovered: false, owner: MAIN_OWNER });
    crosshair.clear();
    crosshair.point(200, 'a');
    crosshair.removeOwner('a');
    expect(crosshair.get().at).toBeNull();
  });

  it('clears a pin and does not notify unsubscribed listeners', () => {
    const { crosshair, listener, unsubscribe } = createWithListener();
    crosshair.togglePin(100, 'a');
    unsubscribe();
    crosshair.clear();
    expect(crosshair.get()).toEqual({ at: null, pinned: false, hovered: false, owner: null });
    expect(listener).toHaveBeenCalledTimes(1);
  });
});
