import { Hono } from 'hono';
import type { Context } from 'hono';
import type { AccessControl, SignInService } from '../auth/authenticator.ts';
import {
  chooseCookieKind,
  clearSessionCookies,
  writeSessionCookie,
} from '../auth/session-cookie.ts';
import { chooseSignInLang, renderSignInPage } from '../auth/sign-in-page.ts';
import type { SignInError, SignInPageOptions } from '../auth/sign-in-page.ts';
import type { AppEnv } from '../http/env.ts';
import { readText } from '../http/read-body.ts';
import { parseReturnPath, signInPath } from '../http/return-path.ts';
import { formsOnly } from '../middleware/content-type.ts';
import { requestIdentityOf } from '../middleware/require-user.ts';
import { sameOrigin } from '../middleware/same-origin.ts';

const MAX_FORM_BYTES = 16_384;

/** GET /signin and, without a gateway, POST /signin and /signout. */
export function createSignInRoutes({ authenticator, signInTemplate }: AccessControl): Hono<AppEnv> {
  const { signInService } = authenticator;
  const showPage = createPageResponder(signInTemplate, signInService ? 'token' : 'gateway');
  const routes = new Hono<AppEnv>().get('/signin', async (c) => {
    const returnPath = parseReturnPath(c.req.query('to'));
    const { kind } = await authenticator.authenticate(requestIdentityOf(c));
    if (kind === 'user') return redirect(returnPath);
    const page = { returnPath, lang: c.req.query('lang') };
    return showPage(c, page, signInService ? 200 : 401);
  });
  if (signInService) addSessionRoutes(routes, signInService, showPage);
  return routes;
}

function addSessionRoutes(
  routes: Hono<AppEnv>,
  signInService: SignInService,
  showPage: ShowPage,
): void {
  routes.post('/signin', sameOrigin(), formsOnly(), async (c) => {
    const form = await readForm(c);
    const returnPath = parseReturnPath(form.get('to'));
    const page = { returnPath, lang: form.get('lang') ?? undefined };
    const cookieKind = chooseCookieKind(new URL(c.req.url).host, c.req.header('origin'));
    if (cookieKind === 'insecure') return showPage(c, page, 400, { kind: 'insecure' });
    const result = await signInService.signIn(requestIdentityOf(c), form.get('token') ?? '');
    if ('secret' in result) {
      return redirect(returnPath, [writeSessionCookie(cookieKind, result.secret)]);
    }
    if (result.kind === 'anonymous') return showPage(c, page, 401, { kind: 'invalid-token' });
    const seconds = Math.ceil(result.retryAfterMs / 1_000);
    return showPage(c, page, 429, { kind: 'rate-limited', seconds });
  });
  routes.post('/signout', sameOrigin(), formsOnly(), async (c) => {
    const form = await readForm(c);
    await signInService.signOut(requestIdentityOf(c));
    return redirect(signInPath(form.get('to') ?? '/'), clearSessionCookies());
  });
}

async function readForm(c: Context): Promise<URLSearchParams> {
  return new URLSearchParams(await readText(c.req.raw, MAX_FORM_BYTES));
}

type ShowPage = (
  c: Context<AppEnv>,
  page: { returnPath: string; lang: string | undefined },
  status: 200 | 400 | 401 | 429,
  error?: SignInError,
) => Response | Promise<Response>;

function createPageResponder(template: string, method: SignInPageOptions['method']): ShowPage {
  return (c, { returnPath, lang }, status, error) => {
    // The next page's language and theme.
    const view = new URL(returnPath, c.req.url).searchParams;
    c.header('cache-control', 'no-store');
    c.header('vary', 'Accept-Language');
    if (error?.kind === 'rate-limited') c.header('retry-after', String(error.seconds));
    const page = renderSignInPage(template, {
      lang: chooseSignInLang(lang ?? view.get('lang'), c.req.header('accept-language')),
      theme: (['light', 'dark'] as const).find((theme) => theme === view.get('theme')),
      returnPath,
      method,
      error,
    });
    return c.html(page, status);
  };
}

function redirect(location: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store' });
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}
