import { setupI18n } from '@lingui/core';
import type { Messages } from '@lingui/core';
import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import type { Lang } from '../../view/view.ts';
import type { WordKey } from './catalogue.ts';

/** The BCP 47 tag each language formats its numbers and dates with. */
export const LOCALES: Readonly<Record<Lang, string>> = { en: 'en-US', zh: 'zh-CN' };

export interface Words {
  lang: Lang;
  locale: string;
  /** The sentence called `key`, its parameters filled in by ICU rules (plural, number). */
  t: (key: WordKey, values?: Record<string, string | number>) => string;
}

const here = new Map<Lang, Messages>();

/** Fetches a language's sentences, which `createWords` needs; rejects where they cannot be had. */
export async function loadWords(lang: Lang): Promise<void> {
  if (here.has(lang)) return;
  const { messages } =
    lang === 'zh' ? await import('virtual:words/zh') : await import('virtual:words/en');
  here.set(lang, messages);
}

/** The page's sentences in one language, which has been loaded; throws otherwise. */
export function createWords(lang: Lang): Words {
  const messages = here.get(lang);
  if (!messages) throw new Error(`the words of ${lang} are not loaded`);
  const locale = LOCALES[lang];
  const i18n = setupI18n({ locale: lang, locales: locale, messages: { [lang]: messages } });
  // The same hundreds of words with every render of the page.
  const plain = new Map<WordKey, string>();
  const write = (key: WordKey) => {
    const text = plain.get(key) ?? i18n._(key);
    plain.set(key, text);
    return text;
  };
  return { lang, locale, t: (key, values) => (values ? i18n._(key, values) : write(key)) };
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

/** The page's sentences in `lang`, or in the language before it until they are here. */
export function useWordsIn(lang: Lang): Words {
  const [shown, setShown] = useState(lang);
  if (shown !== lang && here.has(lang)) setShown(lang);
  useEffect(() => {
    let isWanted = true;
    loadWords(lang).then(
      () => isWanted && setShown(lang),
      // The page goes on in the language it has.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [lang]);
  return useMemo(() => createWords(shown), [shown]);
}

const WordsContext = createContext<Words | undefined>(undefined);

export const WordsProvider = WordsContext.Provider;

/** The page's sentences, in the reader's language. */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error('useWords needs a WordsProvider above it');
  return words;
}
