import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import type { Translator } from '../../i18n/translate.ts';
import type { Lang } from '../../view/view.ts';
import { hasMessages, loadMessages, translatorFor } from './messages.ts';

/** Returns the translator of `lang`, or of the previous language until the messages are loaded. */
export function useTranslatorFor(lang: Lang): Translator {
  const [loadedLang, setLoadedLang] = useState(lang);
  if (loadedLang !== lang && hasMessages(lang)) setLoadedLang(lang);
  useEffect(() => {
    let isCurrent = true;
    loadMessages(lang).then(
      () => isCurrent && setLoadedLang(lang),
      // Keep the previous language.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [lang]);
  return useMemo(() => translatorFor(loadedLang), [loadedLang]);
}

const TranslatorContext = createContext<Translator | undefined>(undefined);

export const TranslatorProvider = TranslatorContext.Provider;

export function useTranslator(): Translator {
  const translator = useContext(TranslatorContext);
  if (!translator) throw new Error('useTranslator requires a TranslatorProvider');
  return translator;
}
