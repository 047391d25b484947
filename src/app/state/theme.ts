import { useLayoutEffect } from 'react';
import type { Theme } from '../../view/view.ts';
import { useMedia } from '../ui/hooks/use-media.ts';

export type ResolvedTheme = 'light' | 'dark';

/** Returns the theme of the link, else the preferred one, else the system's. */
export function resolveTheme(
  fromLink: Theme | undefined,
  preferred: Theme,
  isSystemDark: boolean,
): ResolvedTheme {
  const theme = fromLink ?? preferred;
  if (theme !== 'system') return theme;
  return isSystemDark ? 'dark' : 'light';
}

/** Applies the resolved theme to the document and returns it. */
export function useTheme(
  fromLink: Theme | undefined,
  preferred: Theme,
  root: HTMLElement = document.documentElement,
): ResolvedTheme {
  const isSystemDark = useMedia('(prefers-color-scheme: dark)');
  const theme = resolveTheme(fromLink, preferred, isSystemDark);
  useLayoutEffect(() => {
    root.setAttribute('data-theme', theme);
    for (const meta of root.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
      meta.media = meta.dataset.look === theme ? 'all' : 'not all';
    }
  }, [root, theme]);
  return theme;
}
