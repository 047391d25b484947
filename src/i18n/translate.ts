import { setupI18n } from '@lingui/core';
import type { Messages } from '@lingui/core';
import type { Lang } from '../view/view.ts';
import type { MessageKey } from './messages/catalogue.ts';

/** BCP 47 tags. */
export const LOCALES: Readonly<Record<Lang, string>> = { en: 'en-US', zh: 'zh-CN' };

export interface Translator {
  lang: Lang;
  /** BCP 47 tag. */
  locale: string;
  /** Fills in parameters by ICU rules. */
  t: (key: MessageKey, values?: Record<string, string | number>) => string;
}

export function createTranslator(lang: Lang, messages: Messages): Translator {
  const locale = LOCALES[lang];
  const i18n = setupI18n({ locale: lang, locales: locale, messages: { [lang]: messages } });
  // Cache for messages without parameters, which every render requests.
  const plain = new Map<MessageKey, string>();
  const translatePlain = (key: MessageKey) => {
    const text = plain.get(key) ?? i18n._(key);
    plain.set(key, text);
    return text;
  };
  return { lang, locale, t: (key, values) => (values ? i18n._(key, values) : translatePlain(key)) };
}

/** Picks the first supported one of a browser's `languages`. */
export function pickLang(languages: readonly string[]): Lang {
  return languages
    .find((tag) => /^(en|zh)\b/i.test(tag))
    ?.toLowerCase()
    .startsWith('zh')
    ? 'zh'
    : 'en';
}
