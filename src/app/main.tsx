import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { createServices } from './services.ts';
import { createPreferences, openStorage } from './state/preferences.ts';
import { createUrlState } from './state/url-state.ts';
import './ui/tokens.css';
import './ui/base.css';
import './ui/print.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

// Left out by browsers on plain http, whatever the types say.
const clipboard: Clipboard | undefined = navigator.clipboard;

const services = createServices({
  fetch: (input, init) => fetch(input, init),
  now: () => Date.now(),
  copyText: clipboard && ((text) => clipboard.writeText(text)),
});

createRoot(root).render(
  <StrictMode>
    <App
      services={services}
      urlState={createUrlState(window)}
      preferences={createPreferences(openStorage(window), window)}
      localZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
      languages={navigator.languages}
    />
  </StrictMode>,
);
