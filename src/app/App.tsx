import { QueryClientProvider } from '@tanstack/react-query';
import { ConfigGate } from './bootstrap/ConfigGate.tsx';
import { TranslatorProvider, useTranslatorFor } from './i18n/use-translator.ts';
import type { Services } from './services.ts';
import { resolveLang, useDocumentLang } from './state/language.ts';
import { usePreferences } from './state/preferences.ts';
import type { PreferencesStore } from './state/preferences.ts';
import { useTheme } from './state/theme.ts';
import { UrlStateProvider, useUrlState } from './state/url-state.ts';
import type { UrlState } from './state/url-state.ts';
import { ErrorBoundary } from './ui/errors/ErrorBoundary.tsx';

export interface AppProps {
  services: Services;
  urlState: UrlState;
  preferences: PreferencesStore;
  localZone: string;
  languages: readonly string[];
}

export function App(props: AppProps) {
  return (
    <QueryClientProvider client={props.services.queryClient}>
      <UrlStateProvider value={props.urlState}>
        <LocalizedApp {...props} />
      </UrlStateProvider>
    </QueryClientProvider>
  );
}

function LocalizedApp({ services, urlState, preferences: store, localZone, languages }: AppProps) {
  const { view } = useUrlState();
  const preferences = usePreferences(store);
  const lang = resolveLang(view.lang, preferences.lang, languages);
  const translator = useTranslatorFor(lang);
  useDocumentLang(translator.lang);
  useTheme(view.theme, preferences.theme);
  return (
    <TranslatorProvider value={translator}>
      <ErrorBoundary name={translator.t('brand.name')} copyText={services.copyText}>
        <ConfigGate
          services={services}
          urlState={urlState}
          preferences={store}
          localZone={localZone}
        />
      </ErrorBoundary>
    </TranslatorProvider>
  );
}
