// Translators over the catalogue itself, for tests that have no page to load messages.
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type { EpochMs } from '../../src/contract/domain/time.ts';
import { catalogue } from '../../src/i18n/messages/catalogue.ts';
import { createFormat } from '../../src/i18n/format.ts';
import { createTranslator } from '../../src/i18n/translate.ts';
import type { Translator } from '../../src/i18n/translate.ts';
import type { Lang } from '../../src/view/view.ts';

function translatorOf(lang: Lang): Translator {
  const messages = Object.entries(catalogue).map(([key, entry]) => [
    key,
    compileMessage(entry[lang]),
  ]);
  return createTranslator(lang, Object.fromEntries(messages));
}

export const en = translatorOf('en');
export const zh = translatorOf('zh');

/** Sunday, 22 November 2026, 12:36:10 UTC; 20:36 in Shanghai. */
export const NOW: EpochMs = Date.UTC(2026, 10, 22, 12, 36, 10);
export const format = createFormat(en, 'Asia/Shanghai', NOW);
export const zhFormat = createFormat(zh, 'Asia/Shanghai', NOW);
