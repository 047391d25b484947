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

const advance = (ms: number) => act(() => void vi.advanceTimersByTime(ms));
const setHidden = (hidden: boolean) => {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
};

function renderClock({ live = true, isKiosk = false } = {}) {
  const client = new QueryClient();
  const crosshair = createCrosshairStore();
  const now = () => Date.now();
  const wrapper = ({ children }: PropsWithChildren) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result, rerender, unmount } = renderHook(
    (props: { live: boolean }) => {
      const hold = useRefreshHold(crosshair, isKiosk);
      return useLiveClock({ now, live: props.live, hold });
    },
    { wrapper, initialProps: { live } },
  );
  return {
    at: () => result.current.at,
    setLive: (next: boolean) => rerender({ live: next }),
    isUpdatePending: () => result.current.updatePending,
    crosshair,
    unmount,
  };
}

describe('useLiveClock', () => {
  it('moves once per bucket, shortly after its end', () => {
    const clock = renderClock();
    advance(STEP + MINUTE);
    const first = clock.at();
    expect(first).toBeGreaterThan(NOW);
    advance(2 * MINUTE);
    expect(clock.at()).toBe(first);
    advance(STEP);
    expect(clock.at()).toBeGreaterThan(first);
  });

  it('stops while live is false and catches up when it becomes true', () => {
    const clock = renderClock({ live: false });
    advance(6 * STEP);
    expect(clock.at()).toBe(NOW);
    clock.setLive(true);
    expect(clock.at()).toBe(NOW + 6 * STEP);
  });

  it('is held while the pointer is over a chart, reports a pending update, and moves when it leaves', () => {
    const clock = renderClock();
    act(() => clock.crosshair.point(NOW, 'main'));
    advance(2 * MINUTE);
    expect(clock.isUpdatePending()).toBe(false);
    advance(2 * MINUTE);
    expect(clock.at()).toBe(NOW);
    expect(clock.isUpdatePending()).toBe(true);
    act(() => clock.crosshair.leave('main'));
    expect(clock.at()).toBe(NOW + 4 * MINUTE);
    expect(clock.isUpdatePending()).toBe(false);
  });

  it('is held for at most three minutes', () => {
    const clock = renderClock();
    act(() => clock.crosshair.point(NOW, 'main'));
    // The update is due after 3 min 20 s; the hold ends three minutes later.
    advance(6 * MINUTE);
    expect(clock.at()).toBe(NOW);
    advance(MINUTE);
    expect(clock.at()).toBeGreaterThan(NOW + 6 * MINUTE);
  });

  it('is not held in kiosk mode', () => {
    const clock = renderClock({ isKiosk: true });
    act(() => clock.crosshair.point(NOW, 'main'));
    advance(STEP);
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
  ])('is not held by %s', (_case, pointAt) => {
    const clock = renderClock();
    act(() => pointAt(clock.crosshair));
    advance(STEP);
    expect(clock.at()).toBeGreaterThan(NOW);
    expect(clock.isUpdatePending()).toBe(false);
  });

  it('stops in a hidden tab and catches up when the tab is visible again', () => {
    const clock = renderClock();
    setHidden(true);
    advance(3 * STEP);
    expect(clock.at()).toBe(NOW);
    setHidden(false);
    expect(clock.at()).toBe(NOW + 3 * STEP);
  });
});
