import type { Messages } from '@lingui/core';
import { createTranslator } from '../../i18n/translate.ts';
import type { Translator } from '../../i18n/translate.ts';
import type { Lang } from '../../view/view.ts';

const loaded = new Map<Lang, Messages>();

/** Loads the compiled messages of a language; rejects on failure. */
export async function loadMessages(lang: Lang): Promise<void> {
  if (loaded.has(lang)) return;
  const { messages } =
    lang === 'zh' ? await import('virtual:messages/zh') : await import('virtual:messages/en');
  loaded.set(lang, messages);
}

export function hasMessages(lang: Lang): boolean {
  return loaded.has(lang);
}

/** Throws if the messages have not been loaded. */
export function translatorFor(lang: Lang): Translator {
  const messages = loaded.get(lang);
  if (!messages) throw new Error(`the messages of ${lang} are not loaded`);
  return createTranslator(lang, messages);
}
