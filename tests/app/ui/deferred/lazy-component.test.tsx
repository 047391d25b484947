import { fireEvent, screen } from '@testing-library/react';
import type { ComponentType } from 'react';
import { describe, expect, it, vi } from 'vitest';
import {
  lazyComponent,
  usePrefetchWhenIdle,
} from '../../../../src/app/ui/deferred/lazy-component.tsx';
import { renderLocalized } from '../../../support/render-dashboard.tsx';

const Hello = ({ name }: { name: string }) => <p>hello {name}</p>;
const fail = (): Promise<ComponentType<{ name: string }>> => Promise.reject(new Error('not found'));

describe('lazyComponent', () => {
  it('shows a failure to load and loads again on Retry', async () => {
    const load = vi.fn(fail);
    const { Component } = lazyComponent(load);
    renderLocalized(<Component name="Ann" />);
    expect((await screen.findByRole('alert')).textContent).toContain('could not be fetched');
    load.mockImplementation(() => Promise.resolve(Hello));
    fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('hello Ann')).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('loads once, and renders immediately after a prefetch', async () => {
    const load = vi.fn(() => Promise.resolve(Hello));
    const { Component, prefetch } = lazyComponent(load);
    prefetch();
    await load.mock.results[0]?.value;
    await Promise.resolve();
    renderLocalized(<Component name="Bo" />);
    expect(screen.getByText('hello Bo')).toBeTruthy();
    expect(load).toHaveBeenCalledOnce();
  });
});

describe('usePrefetchWhenIdle', () => {
  it('loads the components once the page has been idle for a second', () => {
    vi.useFakeTimers();
    try {
      const load = vi.fn(() => Promise.resolve(Hello));
      lazyComponent(load);
      const Page = ({ isIdle }: { isIdle: boolean }) => {
        usePrefetchWhenIdle(isIdle);
        return null;
      };
      const { rerender } = renderLocalized(<Page isIdle />);
      vi.advanceTimersByTime(500);
      rerender(<Page isIdle={false} />);
      vi.advanceTimersByTime(5_000);
      expect(load).not.toHaveBeenCalled();
      rerender(<Page isIdle />);
      vi.advanceTimersByTime(2_000);
      expect(load).toHaveBeenCalledOnce();
    } finally {
      vi.useRealTimers();
    }
  });
});
