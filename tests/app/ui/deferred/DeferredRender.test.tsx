// @vitest-environment jsdom
import { act, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DeferredRender } from '../../../../src/app/ui/deferred/DeferredRender.tsx';
import { show } from '../../../support/render-dashboard.tsx';

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
    <DeferredRender now waiting="room">
      chart
    </DeferredRender>,
  );
  expect(texts()).toEqual(['chart']);
  rerender(
    <DeferredRender now={false} waiting="room">
      chart
    </DeferredRender>,
  );
  expect(texts()).toEqual(['chart']);
});

it('the others come after their room was painted', () => {
  show(
    <DeferredRender now={false} waiting="room">
      chart
    </DeferredRender>,
  );
  expect(texts()).toEqual(['room']);
  nextFrame();
  expect(texts()).toEqual(['chart']);
});

it('none is made before it is due', () => {
  const later = (isDue: boolean) => (
    <DeferredRender now={false} isDue={isDue} waiting="room">
      chart
    </DeferredRender>
  );
  const { rerender } = show(later(false));
  nextFrame();
  rerender(later(true));
  expect(texts()).toEqual(['room']);
  nextFrame();
  expect(texts()).toEqual(['chart']);
});

it('they do not wait once they are wanted', () => {
  const { rerender } = show(
    <DeferredRender now={false} waiting="room">
      chart
    </DeferredRender>,
  );
  expect(texts()).toEqual(['room']);
  rerender(
    <DeferredRender now waiting="room">
      chart
    </DeferredRender>,
  );
  expect(texts()).toEqual(['chart']);
});
