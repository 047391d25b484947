import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import type { Translator } from '../../i18n/translate.ts';
import type { Lang } from '../../view/view.ts';
import { hasMessages, loadMessages, translatorFor } from './messages.ts';

/** The translator of `lang`; until its messages are loaded, that of the previous language. */
export function useTranslatorFor(lang: Lang): Translator {
  const [shown, setShown] = useState(lang);
  if (shown !== lang && hasMessages(lang)) setShown(lang);
  useEffect(() => {
    let isWanted = true;
    loadMessages(lang).then(
      () => isWanted && setShown(lang),
      // The page keeps the language it has.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [lang]);
  return useMemo(() => translatorFor(shown), [shown]);
}

const TranslatorContext = createContext<Translator | undefined>(undefined);

export const TranslatorProvider = TranslatorContext.Provider;

/** The translator for the user's language. */
export function useTranslator(): Translator {
  const translator = useContext(TranslatorContext);
  if (!translator) throw new Error('useTranslator needs a TranslatorProvider above it');
  return translator;
}
