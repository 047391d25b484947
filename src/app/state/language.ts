import { useLayoutEffect } from 'react';
import type { Lang } from '../../view/view.ts';
import { LOCALES, pickLang } from '../../i18n/translate.ts';

/** Returns the language of the link, else the preferred one, else the browser's. */
export function resolveLang(
  fromLink: Lang | undefined,
  preferred: Lang | undefined,
  browserLanguages: readonly string[],
): Lang {
  return fromLink ?? preferred ?? pickLang(browserLanguages);
}

export function useDocumentLang(lang: Lang, root: HTMLElement = document.documentElement): void {
  useLayoutEffect(() => {
    root.setAttribute('lang', LOCALES[lang]);
  }, [root, lang]);
}
