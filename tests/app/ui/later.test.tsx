// @vitest-environment jsdom
import { act, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Later } from '../../../src/app/ui/Later.tsx';
import { show } from '../dashboard/support.tsx';

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['requestAnimationFrame', 'cancelAnimationFrame', 'setTimeout', 'clearTimeout'],
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const texts = () => screen.getAllByText(/chart|room/).map(({ textContent }) => textContent);

/** Until the next frame is painted. */
const nextFrame = () =>
  act(() => {
    vi.advanceTimersToNextFrame();
    vi.advanceTimersByTime(1);
  });

it('what is wanted at once is there at once, and stays', () => {
  const { rerender } = show(
    <Later now waiting="room">
      chart
    </Later>,
  );
  expect(texts()).toEqual(['chart']);
  rerender(
    <Later now={false} waiting="room">
      chart
    </Later>,
  );
  expect(texts()).toEqual(['chart']);
});

it('the others come after their room was painted, one after another', () => {
  show(
    <>
      <p>
        <Later now={false} waiting="room 1">
          chart 1
        </Later>
      </p>
      <p>
        <Later now={false} frames={2} waiting="room 2">
          chart 2
        </Later>
      </p>
    </>,
  );
  expect(texts()).toEqual(['room 1', 'room 2']);
  nextFrame();
  expect(texts()).toEqual(['chart 1', 'room 2']);
  nextFrame();
  expect(texts()).toEqual(['chart 1', 'chart 2']);
});

it('no frame is counted before they are due', () => {
  const later = (isDue: boolean) => (
    <Later now={false} isDue={isDue} frames={2} waiting="room">
      chart
    </Later>
  );
  const { rerender } = show(later(false));
  nextFrame();
  nextFrame();
  rerender(later(true));
  expect(texts()).toEqual(['room']);
  nextFrame();
  expect(texts()).toEqual(['room']);
  nextFrame();
  expect(texts()).toEqual(['chart']);
});

it('they do not wait once they are wanted', () => {
  const { rerender } = show(
    <Later now={false} frames={9} waiting="room">
      chart
    </Later>,
  );
  expect(texts()).toEqual(['room']);
  rerender(
    <Later now frames={9} waiting="room">
      chart
    </Later>,
  );
  expect(texts()).toEqual(['chart']);
});
