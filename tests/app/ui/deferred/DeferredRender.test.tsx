import { act, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DeferredRender } from '../../../../src/app/ui/deferred/DeferredRender.tsx';
import { renderLocalized } from '../../../support/render-dashboard.tsx';

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['requestAnimationFrame', 'cancelAnimationFrame', 'setTimeout', 'clearTimeout'],
  });
});
afterEach(() => {
  vi.useRealTimers();
});

const texts = () => screen.getAllByText(/chart|placeholder/).map(({ textContent }) => textContent);

const paintNextFrame = () =>
  act(() => {
    vi.advanceTimersToNextFrame();
    vi.advanceTimersByTime(1);
  });

describe('DeferredRender', () => {
  it('renders the children immediately and keeps them when `immediate` is reset', () => {
    const { rerender } = renderLocalized(
      <DeferredRender immediate placeholder="placeholder">
        chart
      </DeferredRender>,
    );
    expect(texts()).toEqual(['chart']);
    rerender(
      <DeferredRender immediate={false} placeholder="placeholder">
        chart
      </DeferredRender>,
    );
    expect(texts()).toEqual(['chart']);
  });

  it('renders the children after the placeholder has been painted', () => {
    renderLocalized(
      <DeferredRender immediate={false} placeholder="placeholder">
        chart
      </DeferredRender>,
    );
    expect(texts()).toEqual(['placeholder']);
    paintNextFrame();
    expect(texts()).toEqual(['chart']);
  });

  it('keeps the placeholder while disabled', () => {
    const element = (enabled: boolean) => (
      <DeferredRender immediate={false} enabled={enabled} placeholder="placeholder">
        chart
      </DeferredRender>
    );
    const { rerender } = renderLocalized(element(false));
    paintNextFrame();
    rerender(element(true));
    expect(texts()).toEqual(['placeholder']);
    paintNextFrame();
    expect(texts()).toEqual(['chart']);
  });

  it('renders the children in the same paint when `immediate` is set', () => {
    const { rerender } = renderLocalized(
      <DeferredRender immediate={false} placeholder="placeholder">
        chart
      </DeferredRender>,
    );
    expect(texts()).toEqual(['placeholder']);
    rerender(
      <DeferredRender immediate placeholder="placeholder">
        chart
      </DeferredRender>,
    );
    expect(texts()).toEqual(['chart']);
  });
});
