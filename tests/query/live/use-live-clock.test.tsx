import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import type { PropsWithChildren } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCrosshairStore } from '../../../src/chart/pointer/crosshair-store.ts';
import type { CrosshairStore } from '../../../src/chart/pointer/crosshair-store.ts';
import { MINUTE, STEP } from '../../../src/contract/domain/time.ts';
import { useRefreshHold } from '../../../src/app/dashboard/use-refresh-hold.ts';
import { useLiveClock } from '../../../src/query/live/use-live-clock.ts';
import { NOW } from '../../support/whole-page.tsx';

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

const pass = (ms: number) => act(() => void vi.advanceTimersByTime(ms));
const setHidden = (hidden: boolean) => {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
};

function follow({ live = true, isWall = false } = {}) {
  const client = new QueryClient();
  const crosshair = createCrosshairStore();
  const now = () => Date.now();
  const wrapper = ({ children }: PropsWithChildren) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result, rerender, unmount } = renderHook(
    (props: { live: boolean }) => {
      const hold = useRefreshHold(crosshair, isWall);
      return useLiveClock({ now, live: props.live, hold });
    },
    { wrapper, initialProps: { live } },
  );
  return {
    at: () => result.current.at,
    setLive: (next: boolean) => rerender({ live: next }),
    waits: () => result.current.updatePending,
    crosshair,
    unmount,
  };
}

describe('useBucketClock', () => {
  it('moves once a bucket, a little after its end', () => {
    const clock = follow();
    pass(STEP + MINUTE);
    const first = clock.at();
    expect(first).toBeGreaterThan(NOW);
    pass(2 * MINUTE);
    expect(clock.at()).toBe(first);
    pass(STEP);
    expect(clock.at()).toBeGreaterThan(first);
  });

  it('stands while it is switched off, and catches up at once when switched on', () => {
    const clock = follow({ live: false });
    pass(6 * STEP);
    expect(clock.at()).toBe(NOW);
    clock.setLive(true);
    expect(clock.at()).toBe(NOW + 6 * STEP);
  });

  it('waits for who points at a chart, says so once new data is due, and moves when they leave', () => {
    const clock = follow();
    act(() => clock.crosshair.point(NOW, 'main'));
    pass(2 * MINUTE);
    expect(clock.waits()).toBe(false);
    pass(2 * MINUTE);
    expect(clock.at()).toBe(NOW);
    expect(clock.waits()).toBe(true);
    act(() => clock.crosshair.leave('main'));
    expect(clock.at()).toBe(NOW + 4 * MINUTE);
    expect(clock.waits()).toBe(false);
  });

  it('waits for a pointer that rests no longer than three minutes', () => {
    const clock = follow();
    act(() => clock.crosshair.point(NOW, 'main'));
    // Due 3 min 20 s from now, and three minutes more.
    pass(6 * MINUTE);
    expect(clock.at()).toBe(NOW);
    pass(MINUTE);
    expect(clock.at()).toBeGreaterThan(NOW + 6 * MINUTE);
  });

  it('waits for nobody on a wall screen', () => {
    const clock = follow({ isWall: true });
    act(() => clock.crosshair.point(NOW, 'main'));
    pass(STEP);
    expect(clock.at()).toBeGreaterThan(NOW);
  });

  it.each<[string, (crosshair: CrosshairStore) => void]>([
    ['a pin', (crosshair) => crosshair.pinAt(NOW)],
    [
      'a click that pins',
      (crosshair) => {
        crosshair.point(NOW, 'main');
        crosshair.togglePin(NOW, 'main');
      },
    ],
    ['a tap or a key', (crosshair) => crosshair.place(NOW, 'main')],
  ])('is not held by %s', (_name, place) => {
    const clock = follow();
    act(() => place(clock.crosshair));
    pass(STEP);
    expect(clock.at()).toBeGreaterThan(NOW);
    expect(clock.waits()).toBe(false);
  });

  it('rests in a hidden tab, and is right the moment the tab is seen again', () => {
    const clock = follow();
    setHidden(true);
    pass(3 * STEP);
    expect(clock.at()).toBe(NOW);
    setHidden(false);
    expect(clock.at()).toBe(NOW + 3 * STEP);
  });
});
