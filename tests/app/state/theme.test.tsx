// @vitest-environment jsdom
import { act, renderHook } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { resolveLang, useDocumentLang } from '../../../src/app/state/language.ts';
import { resolveTheme, useTheme } from '../../../src/app/state/theme.ts';
import type { Theme } from '../../../src/view/view.ts';

describe('chooseLook', () => {
  it.each([
    ['the link', 'dark', 'light', false, 'dark'],
    ['the reader', undefined, 'dark', false, 'dark'],
    ['the system', undefined, 'system', true, 'dark'],
    ['the system, when the link says so', 'system', 'dark', false, 'light'],
  ] as const)('follows %s', (_, fromLink, preferred, systemDark, look) => {
    expect(resolveTheme(fromLink, preferred, systemDark)).toBe(look);
  });
});

describe('useTheme', () => {
  it('puts the look on the page and follows the system as it changes', () => {
    let dark = false;
    const listeners = new Set<() => void>();
    vi.stubGlobal('matchMedia', () => ({
      get matches() {
        return dark;
      },
      addEventListener: (_: string, listener: () => void) => listeners.add(listener),
      removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
    }));
    const root = document.createElement('html');
    root.innerHTML =
      '<meta name="theme-color" data-look="light" /><meta name="theme-color" data-look="dark" />';
    const frames = () => [...root.querySelectorAll('meta')].map(({ media }) => media);
    const { rerender, unmount } = renderHook(
      ({ theme }: { theme: Theme }) => useTheme(undefined, theme, root),
      {
        initialProps: { theme: 'system' },
      },
    );
    expect(root.dataset.theme).toBe('light');
    act(() => {
      dark = true;
      listeners.forEach((listener) => listener());
    });
    expect(root.dataset.theme).toBe('dark');
    expect(frames()).toEqual(['not all', 'all']);
    rerender({ theme: 'light' });
    expect(root.dataset.theme).toBe('light');
    expect(frames()).toEqual(['all', 'not all']);
    unmount();
    expect(listeners.size).toBe(0);
  });
});

describe('chooseLang', () => {
  it.each([
    ['zh', 'en', ['en'], 'zh'],
    [undefined, 'zh', ['en'], 'zh'],
    [undefined, undefined, ['fr', 'zh-TW', 'en'], 'zh'],
    [undefined, undefined, ['fr'], 'en'],
  ] as const)(
    'of link %s, reader %s, browser %j is %4$s',
    (fromLink, preferred, languages, lang) => {
      expect(resolveLang(fromLink, preferred, languages)).toBe(lang);
    },
  );

  it('is told to screen readers', () => {
    const root = document.createElement('html');
    renderHook(() => useDocumentLang('zh', root));
    expect(root.lang).toBe('zh-CN');
  });
});
