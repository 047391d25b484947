import { renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { hasSameItems, useLastLoaded, useStable } from '../../../../src/app/ui/hooks/use-stable.ts';

describe('useStable', () => {
  it('returns the same object until the content changes', () => {
    const first = { begin: 1 };
    const { result, rerender } = renderHook(useStable<{ begin: number }>, { initialProps: first });
    rerender({ begin: 1 });
    expect(result.current).toBe(first);
    rerender({ begin: 2 });
    expect(result.current).toEqual({ begin: 2 });
  });

  it('compares lists by their items with hasSameItems', () => {
    const item = {};
    const first = [item];
    const { result, rerender } = renderHook((items: object[]) => useStable(items, hasSameItems), {
      initialProps: first,
    });
    rerender([item]);
    expect(result.current).toBe(first);
    rerender([{}]);
    expect(result.current).not.toBe(first);
  });
});

describe('useLastLoaded', () => {
  it('returns the last loaded value while the next one loads', () => {
    const { result, rerender } = renderHook(
      ({ value, isLoaded }) => useLastLoaded(value, isLoaded),
      { initialProps: { value: 'a', isLoaded: false } },
    );
    expect(result.current).toBe('a');
    rerender({ value: 'b', isLoaded: true });
    rerender({ value: 'c', isLoaded: false });
    expect(result.current).toBe('b');
    rerender({ value: 'c', isLoaded: true });
    expect(result.current).toBe('c');
  });
});
