// Which of the two looks the page has: the link's, else the reader's, else the system's.
import { useLayoutEffect } from 'react';
import type { Theme } from '../../view/view.ts';
import { useMedia } from '../ui/hooks/use-media.ts';

/** A look the page can have. */
export type ResolvedTheme = 'light' | 'dark';

/** The look for what the link says (if it says anything), what the reader chose, and the system. */
export function resolveTheme(
  fromLink: Theme | undefined,
  preferred: Theme,
  systemDark: boolean,
): ResolvedTheme {
  const theme = fromLink ?? preferred;
  if (theme !== 'system') return theme;
  return systemDark ? 'dark' : 'light';
}

/** Puts the look on the page, follows the system while nothing else is asked for, and says which it is. */
export function useTheme(
  fromLink: Theme | undefined,
  preferred: Theme,
  root: HTMLElement = document.documentElement,
): ResolvedTheme {
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const look = resolveTheme(fromLink, preferred, systemDark);
  useLayoutEffect(() => {
    root.setAttribute('data-theme', look);
    // The browser's own frame: of the two colours in the document, the look's applies, whatever the system has.
    for (const meta of root.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
      meta.media = meta.dataset.look === look ? 'all' : 'not all';
    }
  }, [root, look]);
  return look;
}
