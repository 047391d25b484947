// The page's frame: whose language, look and address it is, and the server's settings it waits for.
import { QueryClientProvider } from '@tanstack/react-query';
import { useServerConfig } from '../query/queries/config-query.ts';
import styles from './App.module.css';
import { ErrorBoundary } from './ui/errors/ErrorBoundary.tsx';
import { LoadingChart } from './panels/shared/LoadingChart.tsx';
import { ProblemNote } from './ui/errors/ProblemNote.tsx';
import type { Services } from './services.ts';
import { resolveLang, useDocumentLang } from './state/language.ts';
import { findNamedApps, usePreferences } from './state/preferences.ts';
import type { PreferencesStore } from './state/preferences.ts';
import { useTheme } from './state/theme.ts';
import { UrlStateProvider, useUrlState } from './state/url-state.ts';
import type { UrlState } from './state/url-state.ts';
import { lazyComponent } from './ui/deferred/lazy-component.tsx';
import { TranslatorProvider, useTranslatorFor } from './i18n/use-translator.ts';

export interface AppProps {
  services: Services;
  urlState: UrlState;
  preferences: PreferencesStore;
  /** The browser's own zone. */
  localZone: string;
  /** What the browser prefers, in that order. */
  languages: readonly string[];
}

/** Fetched beside the server's settings, without which there is nothing to show on it. */
export const dashboardRoot = lazyComponent(
  async () => (await import('./bootstrap/DashboardRoot.tsx')).DashboardRoot,
  'dialog',
  Waiting,
);

/** All of it. */
export function App(props: AppProps) {
  return (
    <QueryClientProvider client={props.services.queryClient}>
      <UrlStateProvider value={props.urlState}>
        <LocalizedApp {...props} />
      </UrlStateProvider>
    </QueryClientProvider>
  );
}

/** Everything below speaks one language. */
function LocalizedApp(props: AppProps) {
  const { view } = useUrlState();
  const preferred = usePreferences(props.preferences);
  const lang = resolveLang(view.lang, preferred.lang, props.languages);
  const translator = useTranslatorFor(lang);
  useDocumentLang(translator.lang);
  useTheme(view.theme, preferred.theme);
  return (
    <TranslatorProvider value={translator}>
      <ErrorBoundary name={translator.t('brand.name')} copyText={props.services.copyText}>
        <ConfigGate {...props} />
      </ErrorBoundary>
    </TranslatorProvider>
  );
}

/** Waits for the server's settings, and says so when they do not come. */
function ConfigGate(props: AppProps) {
  const { services, urlState, preferences } = props;
  const { data, error, refetch } = useServerConfig(services, () =>
    findNamedApps(urlState, preferences),
  );
  if (data) {
    return (
      <dashboardRoot.Component
        services={services}
        config={data}
        preferences={props.preferences}
        localZone={props.localZone}
      />
    );
  }
  if (!error) return <Waiting />;
  return (
    <main className={styles.waiting}>
      <ProblemNote
        problem={error.problem}
        onRetry={() => void refetch()}
        copyText={services.copyText}
      />
    </main>
  );
}

function Waiting() {
  return (
    <main className={styles.waiting}>
      <LoadingChart />
    </main>
  );
}
