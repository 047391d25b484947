import type { Messages } from '@lingui/core';
import { createTranslator } from '../../i18n/translate.ts';
import type { Translator } from '../../i18n/translate.ts';
import type { Lang } from '../../view/view.ts';

const loaded = new Map<Lang, Messages>();

/** Fetches the compiled messages of a language; rejects if they cannot be fetched. */
export async function loadMessages(lang: Lang): Promise<void> {
  if (loaded.has(lang)) return;
  const { messages } =
    lang === 'zh' ? await import('virtual:messages/zh') : await import('virtual:messages/en');
  loaded.set(lang, messages);
}

/** Whether the messages of a language have been loaded. */
export function hasMessages(lang: Lang): boolean {
  return loaded.has(lang);
}

/** A translator for a language whose messages have been loaded; throws otherwise. */
export function translatorFor(lang: Lang): Translator {
  const messages = loaded.get(lang);
  if (!messages) throw new Error(`the messages of ${lang} are not loaded`);
  return createTranslator(lang, messages);
}
