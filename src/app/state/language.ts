// Which language the page speaks: the link's, else the reader's, else the browser's.
import { useLayoutEffect } from 'react';
import type { Lang } from '../../view/view.ts';
import { LOCALES, pickLang } from '../../i18n/translate.ts';

/** The language for what the link says, what the reader chose, and what the browser prefers. */
export function resolveLang(
  fromLink: Lang | undefined,
  preferred: Lang | undefined,
  languages: readonly string[],
): Lang {
  return fromLink ?? preferred ?? pickLang(languages);
}

/** Tells the browser and screen readers which language the page speaks. */
export function useDocumentLang(lang: Lang, root: HTMLElement = document.documentElement): void {
  useLayoutEffect(() => {
    root.setAttribute('lang', LOCALES[lang]);
  }, [root, lang]);
}
