import { act, renderHook } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { resolveTheme, useTheme } from '../../../src/app/state/theme.ts';
import type { Theme } from '../../../src/view/view.ts';

describe('resolveTheme', () => {
  it.each([
    ['the link', 'dark', 'light', false, 'dark'],
    ['the preference', undefined, 'dark', false, 'dark'],
    ['the system', undefined, 'system', true, 'dark'],
    ['the system, when the link requests it', 'system', 'dark', false, 'light'],
  ] as const)('follows %s', (_, fromLink, preferred, isSystemDark, theme) => {
    expect(resolveTheme(fromLink, preferred, isSystemDark)).toBe(theme);
  });
});

describe('useTheme', () => {
  it('applies the theme to the document and follows changes of the system', () => {
    let isDark = false;
    const listeners = new Set<() => void>();
    vi.stubGlobal('matchMedia', () => ({
      get matches() {
        return isDark;
      },
      addEventListener: (_: string, listener: () => void) => listeners.add(listener),
      removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
    }));
    const root = document.createElement('html');
    root.innerHTML =
      '<meta name="theme-color" data-look="light" /><meta name="theme-color" data-look="dark" />';
    const toolbarMedia = () => [...root.querySelectorAll('meta')].map(({ media }) => media);
    const { rerender, unmount } = renderHook(
      ({ theme }: { theme: Theme }) => useTheme(undefined, theme, root),
      {
        initialProps: { theme: 'system' },
      },
    );
    expect(root.dataset.theme).toBe('light');
    act(() => {
      isDark = true;
      listeners.forEach((listener) => listener());
    });
    expect(root.dataset.theme).toBe('dark');
    expect(toolbarMedia()).toEqual(['not all', 'all']);
    rerender({ theme: 'light' });
    expect(root.dataset.theme).toBe('light');
    expect(toolbarMedia()).toEqual(['all', 'not all']);
    unmount();
    expect(listeners.size).toBe(0);
  });
});
