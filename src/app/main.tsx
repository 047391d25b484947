import { notifyManager } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createPace } from '../query/pace.ts';
import { App } from './App.tsx';
import { createServices } from './services.ts';
import { createPreferences, openStorage } from './state/preferences.ts';
import { createUrlState } from './state/url-state.ts';
import { openWindowKeep } from './state/window-keep.ts';
import './ui/tokens.css';
import './ui/base.css';
import './ui/print.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

/** How often what arrives is drawn, in milliseconds: fast enough for the eye, and most of the time is left for people. */
const DRAW_EVERY = 100;

notifyManager.setScheduler(createPace(DRAW_EVERY));

// Left out by browsers on plain http, whatever the types say.
const clipboard: Clipboard | undefined = navigator.clipboard;

const now = () => Date.now();

const services = createServices({
  fetch: (input, init) => fetch(input, init),
  now,
  openKeep: (source, person) => openWindowKeep(now, source, person),
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
