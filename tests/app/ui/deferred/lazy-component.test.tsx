// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react';
import type { ComponentType } from 'react';
import { expect, it, vi } from 'vitest';
import {
  lazyComponent,
  usePrefetchWhenIdle,
} from '../../../../src/app/ui/deferred/lazy-component.tsx';
import { show } from '../../../support/render-dashboard.tsx';

const Hello = ({ name }: { name: string }) => <p>hello {name}</p>;
const never = (): Promise<ComponentType<{ name: string }>> => Promise.reject(new Error('gone'));

it('a part that cannot be fetched says so in its place, and comes when asked for again', async () => {
  const load = vi.fn(never);
  const { Component } = lazyComponent(load);
  show(<Component name="Ann" />);
  expect((await screen.findByRole('alert')).textContent).toContain('could not be fetched');
  load.mockImplementation(() => Promise.resolve(Hello));
  fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
  expect(await screen.findByText('hello Ann')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});

it('a part is fetched once, and is there at once when it was prefetched', async () => {
  const load = vi.fn(() => Promise.resolve(Hello));
  const { Component, prefetch } = lazyComponent(load);
  prefetch();
  await load.mock.results[0]?.value;
  await Promise.resolve();
  show(<Component name="Bo" />);
  expect(screen.getByText('hello Bo')).toBeTruthy();
  expect(load).toHaveBeenCalledOnce();
});

it('parts are fetched when nothing has happened for a while, not before', () => {
  vi.useFakeTimers();
  try {
    const load = vi.fn(() => Promise.resolve(Hello));
    lazyComponent(load);
    const Calm = ({ calm }: { calm: boolean }) => {
      usePrefetchWhenIdle(calm);
      return null;
    };
    const { rerender } = show(<Calm calm />);
    vi.advanceTimersByTime(500);
    rerender(<Calm calm={false} />);
    vi.advanceTimersByTime(5_000);
    expect(load).not.toHaveBeenCalled();
    rerender(<Calm calm />);
    vi.advanceTimersByTime(2_000);
    expect(load).toHaveBeenCalledOnce();
  } finally {
    vi.useRealTimers();
  }
});
