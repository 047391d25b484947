import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { batchNotifications } from '../query/queries/batch-notifications.ts';
import { configQueryOptions } from '../query/queries/config-query.ts';
import { App } from './App.tsx';
import { dashboardRoot } from './bootstrap/ConfigGate.tsx';
import { lazyChart } from './panels/shared/lazy-chart.tsx';
import { createServices } from './services.ts';
import { resolveLang } from './state/language.ts';
import { createPreferences, findNamedApps, openStorage } from './state/preferences.ts';
import { createUrlState } from './state/url-state.ts';
import { loadMessages } from './i18n/messages.ts';
import './ui/styles/tokens.css';
import './ui/styles/base.css';
import './ui/styles/forced-colors.css';
import './ui/styles/print.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

// Undefined on plain HTTP, despite its type.
const clipboard: Clipboard | undefined = navigator.clipboard;

const services = createServices({
  fetch: (input, init) => fetch(input, init),
  now: () => Date.now(),
  copyText: clipboard && ((text) => clipboard.writeText(text)),
});

batchNotifications(services.queryClient);

const urlState = createUrlState(window);
const preferences = createPreferences(openStorage(window), window);
const { languages } = navigator;

dashboardRoot.prefetch();
lazyChart.prefetch();
const namedApps = () => findNamedApps(urlState, preferences);
void services.queryClient.prefetchQuery(configQueryOptions(services, namedApps));

try {
  await loadMessages(resolveLang(urlState.get().view.lang, preferences.get().lang, languages));
  createRoot(root).render(
    <StrictMode>
      <App
        services={services}
        urlState={urlState}
        preferences={preferences}
        localZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
        languages={languages}
      />
    </StrictMode>,
  );
} catch {
  // No messages are loaded, so the text is in both languages.
  root.textContent = 'ARTC Lens could not be loaded; reload the page. 页面加载失败，请刷新重试。';
}
