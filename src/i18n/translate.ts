import { setupI18n } from '@lingui/core';
import type { Messages } from '@lingui/core';
import type { Lang } from '../view/view.ts';
import type { MessageKey } from './messages/catalogue.ts';

/** The BCP 47 tag each language formats its numbers and dates with. */
export const LOCALES: Readonly<Record<Lang, string>> = { en: 'en-US', zh: 'zh-CN' };

export interface Translator {
  lang: Lang;
  /** BCP 47 tag. */
  locale: string;
  /** The message called `key` with its parameters filled in by ICU rules (plural, number). */
  t: (key: MessageKey, values?: Record<string, string | number>) => string;
}

/** A translator over one language's compiled messages. */
export function createTranslator(lang: Lang, messages: Messages): Translator {
  const locale = LOCALES[lang];
  const i18n = setupI18n({ locale: lang, locales: locale, messages: { [lang]: messages } });
  // Every render of the page asks for the same few hundred messages without parameters.
  const plain = new Map<MessageKey, string>();
  const translatePlain = (key: MessageKey) => {
    const text = plain.get(key) ?? i18n._(key);
    plain.set(key, text);
    return text;
  };
  return { lang, locale, t: (key, values) => (values ? i18n._(key, values) : translatePlain(key)) };
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
