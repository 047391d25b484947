import { describe, expect, it, vi } from 'vitest';
import { crosshairStepFor } from '../../../src/chart/pointer/crosshair-keys.ts';
import { MAIN_OWNER, createCrosshairStore } from '../../../src/chart/pointer/crosshair-store.ts';

function watched() {
  const crosshair = createCrosshairStore();
  const listener = vi.fn<() => void>();
  return { crosshair, listener, unsubscribe: crosshair.subscribe(listener) };
}

describe('createCrosshair', () => {
  it('tells all charts where it points, and once for a bucket', () => {
    const { crosshair, listener } = watched();
    const other = vi.fn<() => void>();
    crosshair.subscribe(other);
    crosshair.point(100, 'a');
    crosshair.point(100, 'a');
    expect(listener).toHaveBeenCalledTimes(1);
    expect(other).toHaveBeenCalledTimes(1);
    expect(crosshair.get()).toEqual({ at: 100, pinned: false, hovered: true, owner: 'a' });
    expect(crosshair.get()).toBe(crosshair.get());
  });

  it('leaves with the chart that pointed, not with another', () => {
    const { crosshair } = watched();
    crosshair.point(100, 'a');
    crosshair.leave('b');
    expect(crosshair.get().at).toBe(100);
    crosshair.leave('a');
    expect(crosshair.get().at).toBeNull();
  });

  it('stays where it is pinned, whatever the pointer does, until it is let go', () => {
    const { crosshair } = watched();
    crosshair.togglePin(100, 'a');
    crosshair.point(200, 'b');
    crosshair.leave('a');
    expect(crosshair.get()).toEqual({ at: 100, pinned: true, hovered: false, owner: 'a' });
    crosshair.togglePin(300, 'a');
    expect(crosshair.get()).toEqual({ at: 300, pinned: false, hovered: false, owner: 'a' });
  });

  it('moves while pinned when moved on purpose', () => {
    const { crosshair } = watched();
    crosshair.togglePin(100, 'a');
    crosshair.place(200, 'a');
    expect(crosshair.get()).toEqual({ at: 200, pinned: true, hovered: false, owner: 'a' });
  });

  it('is pinned by a link for the main chart', () => {
    const { crosshair } = watched();
    crosshair.pinAt(100);
    expect(crosshair.get()).toEqual({ at: 100, pinned: true, hovered: false, owner: MAIN_OWNER });
  });

  it('keeps a pin whose chart is no more, for the main chart to show', () => {
    const { crosshair } = watched();
    crosshair.togglePin(100, 'a');
    crosshair.disown('b');
    expect(crosshair.get().owner).toBe('a');
    crosshair.disown('a');
    expect(crosshair.get()).toEqual({ at: 100, pinned: true, hovered: false, owner: MAIN_OWNER });
    crosshair.clear();
    crosshair.point(200, 'a');
    crosshair.disown('a');
    expect(crosshair.get().at).toBeNull();
  });

  it('is cleared, pinned or not, and tells nobody who stopped listening', () => {
    const { crosshair, listener, unsubscribe } = watched();
    crosshair.togglePin(100, 'a');
    unsubscribe();
    crosshair.clear();
    expect(crosshair.get()).toEqual({ at: null, pinned: false, hovered: false, owner: null });
    expect(listener).toHaveBeenCalledTimes(1);
  });
});

describe('stepFor', () => {
  it.each([
    ['ArrowLeft', false, -1],
    ['ArrowRight', false, 1],
    ['ArrowRight', true, 12],
    ['PageDown', false, -12],
    ['Home', false, -288],
    ['End', false, 288],
    ['Tab', false, undefined],
  ])('moves by %s (shift %s) %s buckets of a day', (key, shift, expected) => {
    expect(crosshairStepFor(key, shift, 288)).toBe(expected);
  });
});
