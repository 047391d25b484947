import { setupI18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { createContext, useContext } from 'react';
import type { Lang } from '../../view/view.ts';
import { catalogue } from './catalogue.ts';
import type { WordKey } from './catalogue.ts';

/** The BCP 47 tag each language formats its numbers and dates with. */
export const LOCALES: Readonly<Record<Lang, string>> = { en: 'en-US', zh: 'zh-CN' };

export interface Words {
  lang: Lang;
  locale: string;
  /** The sentence called `key`, its parameters filled in by ICU rules (plural, number). */
  t: (key: WordKey, values?: Record<string, string | number>) => string;
}

/** The page's sentences in one language. */
export function createWords(lang: Lang): Words {
  const locale = LOCALES[lang];
  const messages = Object.fromEntries(
    Object.entries(catalogue).map(([key, entry]) => [key, compileMessage(entry[lang])]),
  );
  const i18n = setupI18n({ locale: lang, locales: locale, messages: { [lang]: messages } });
  return { lang, locale, t: (key, values) => i18n._(key, values) };
}

/** The language for a browser that prefers `languages`, in that order. */
export function pickLang(languages: readonly string[]): Lang {
  return languages
    .find((tag) => /^(en|zh)\b/i.test(tag))
    ?.toLowerCase()
    .startsWith('zh')
    ? 'zh'
    : 'en';
}

const WordsContext = createContext<Words | undefined>(undefined);

export const WordsProvider = WordsContext.Provider;

/** The page's sentences, in the reader's language. */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error('useWords needs a WordsProvider above it');
  return words;
}
