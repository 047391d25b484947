// @vitest-environment jsdom
import { QueryClient } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MINUTE, STEP } from '../../src/contract/time.ts';
import { useBucketClock } from '../../src/query/bucket-clock.ts';
import { NOW } from '../support/whole-page.tsx';

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

const pass = (ms: number) => act(() => void vi.advanceTimersByTime(ms));
const setHidden = (hidden: boolean) => {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
};

function follow({ live = true } = {}) {
  const client = new QueryClient();
  let held = false;
  const now = () => Date.now();
  const isHeld = () => held;
  const { result, rerender, unmount } = renderHook(
    (props: { live: boolean }) => useBucketClock({ now, client, live: props.live, isHeld }),
    { initialProps: { live } },
  );
  return {
    at: () => result.current.at,
    setLive: (next: boolean) => rerender({ live: next }),
    hold: (next: boolean) => void (held = next),
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

  it('waits for who points at a chart', () => {
    const clock = follow();
    clock.hold(true);
    pass(3 * STEP);
    expect(clock.at()).toBe(NOW);
    clock.hold(false);
    pass(MINUTE / 2);
    expect(clock.at()).toBeGreaterThan(NOW);
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
