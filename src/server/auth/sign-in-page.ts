import { languageNames, signInMessages } from '../../i18n/messages/sign-in.ts';
import { LOCALES, pickLang } from '../../i18n/translate.ts';
import type { Lang } from '../../view/view.ts';
import { signInPath } from '../http/return-path.ts';

export type SignInError =
  | { kind: 'invalid-token' }
  | { kind: 'insecure' }
  | { kind: 'rate-limited'; seconds: number };

export interface SignInPageOptions {
  lang: Lang;
  /** Undefined: the system's theme. */
  theme: 'light' | 'dark' | undefined;
  returnPath: string;
  /** `gateway`: explains that the gateway sent no user. */
  method: 'token' | 'gateway';
  error?: SignInError | undefined;
}

/** Fills `src/sign-in/sign-in.html` with escaped values. Throws if a placeholder is unknown. */
export function renderSignInPage(template: string, options: SignInPageOptions): string {
  const { lang, theme, returnPath, method, error } = options;
  const texts = Object.fromEntries(
    Object.entries(signInMessages).map(([key, message]) => [key, message[lang]]),
  );
  const otherLang = lang === 'en' ? 'zh' : 'en';
  const isForm = method === 'token';
  const values = {
    ...texts,
    lang,
    locale: LOCALES[lang],
    theme: theme ?? '',
    colorScheme: theme ?? 'light dark',
    title: signInMessages[isForm ? 'signIn.title' : 'signIn.gatewayTitle'][lang],
    intro: signInMessages[isForm ? 'signIn.intro' : 'signIn.gatewayIntro'][lang],
    error: error ? describeError(error, lang) : '',
    returnPath,
    otherLangPath: signInPath(returnPath, { lang: otherLang }),
    otherLangName: languageNames[otherLang],
    otherLocale: LOCALES[otherLang],
    describedBy: error ? 'error hint' : 'hint',
    isInvalid: String(error?.kind === 'invalid-token'),
  };
  return fillTemplate(template, values, { form: isForm, gateway: !isForm, error: !!error });
}

export function chooseSignInLang(lang: string | null, acceptLanguage = ''): Lang {
  return pickLang([lang ?? '', ...acceptLanguage.split(',')].map((tag) => tag.trim()));
}

function describeError(error: SignInError, lang: Lang): string {
  if (error.kind === 'invalid-token') return signInMessages['signIn.invalidToken'][lang];
  if (error.kind === 'insecure') return signInMessages['signIn.insecure'][lang];
  return signInMessages['signIn.rateLimited'][lang].replace('{seconds}', String(error.seconds));
}

// Blocks are `<!-- if name -->…<!-- end name -->`, values `{{name}}`.
function fillTemplate(
  template: string,
  values: Readonly<Record<string, string>>,
  blocks: Readonly<Record<string, boolean>>,
): string {
  return template
    .replaceAll(
      /<!-- if (\w+) -->([\s\S]*?)<!-- end \1 -->/g,
      (_match, name: string, block: string) => (blocks[name] ? block : ''),
    )
    .replaceAll(/\{\{([\w.]+)\}\}/g, (_match, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`the sign-in page has no value for ${name}`);
      return escapeHtml(value);
    });
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
