// The sign-in page: one file of HTML without script, for those who are not in yet.
import { html, raw } from 'hono/html';
import { signInPath } from '../../http/return-path.ts';
import { ACCESS_STYLE } from './style.ts';
import { ACCESS_WORDS } from './messages.ts';
import type { AccessLang, SignInTrouble } from './messages.ts';

export interface AccessPageOptions {
  lang: AccessLang;
  /** The look that the link asks for; otherwise the system's. */
  theme: 'light' | 'dark' | undefined;
  /** Where to go afterwards, on this server. */
  to: string;
  /** Who signs people in: this page, or a gateway that has not. */
  by: 'token' | 'gateway';
  trouble?: { kind: SignInTrouble; seconds: number } | undefined;
}

/** The page, with everything in it escaped. */
export function drawAccessPage(options: AccessPageOptions) {
  const { lang, theme, to, by } = options;
  const words = ACCESS_WORDS[lang];
  const title = by === 'token' ? words.title : words.gatewayTitle;
  const { other } = words;
  // The form's Origin tells whether the browser is on https; no-referrer would blank it.
  return html`<!doctype html>
    <html lang="${words.locale}" ${theme ? html`data-theme="${theme}"` : ''}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="${theme ?? 'light dark'}" />
        <meta name="referrer" content="same-origin" />
        <meta name="robots" content="noindex" />
        <title>${title} · ARTC Lens</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <style>
          ${raw(ACCESS_STYLE)}
        </style>
      </head>
      <body>
        <main>
          <header>
            <span class="brand"><span class="dot"></span>ARTC Lens</span>
            <a
              href="${signInPath(to, { lang: other.lang })}"
              lang="${other.locale}"
              hreflang="${other.locale}"
              >${other.name}</a
            >
          </header>
          ${by === 'token' ? drawForm(options) : drawGateway(options)}
        </main>
      </body>
    </html>`;
}

function drawForm({ lang, to, trouble }: AccessPageOptions) {
  const words = ACCESS_WORDS[lang];
  return html`<div class="intro">
      <h1>${words.title}</h1>
      <p>${words.intro}</p>
    </div>
    ${
      trouble
        ? html`<p class="error" id="error" role="alert">
            ${words.trouble(trouble.kind, trouble.seconds)}
          </p>`
        : ''
    }
    <form method="post" action="/signin">
      <input type="hidden" name="to" value="${to}" />
      <input type="hidden" name="lang" value="${lang}" />
      <input type="text" name="username" value="artc-lens" autocomplete="username" hidden />
      <div class="field">
        <label for="token">${words.label}</label>
        <input
          id="token"
          name="token"
          type="password"
          required
          autofocus
          autocomplete="current-password"
          autocapitalize="off"
          spellcheck="false"
          maxlength="200"
          aria-describedby="${trouble ? 'error hint' : 'hint'}"
          ${trouble?.kind === 'wrong' ? html`aria-invalid="true"` : ''}
        />
        <p class="note" id="hint">${words.hint}</p>
      </div>
      <button type="submit">${words.submit}</button>
      <p class="note">${words.stays}</p>
    </form>`;
}

function drawGateway({ lang }: AccessPageOptions) {
  const words = ACCESS_WORDS[lang];
  return html`<div class="intro">
    <h1>${words.gatewayTitle}</h1>
    <p>${words.gateway}</p>
    <p>${words.gatewayAdvice}</p>
  </div>`;
}
