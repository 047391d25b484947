import { Hono } from 'hono';
import type { Context } from 'hono';
import type { Authenticator, SignInService } from '../auth/authenticator.ts';
import {
  chooseCookieKind,
  clearSessionCookies,
  writeSessionCookie,
} from '../auth/session-cookie.ts';
import { drawAccessPage } from '../auth/sign-in-page/page.ts';
import { chooseAccessLang } from '../auth/sign-in-page/messages.ts';
import type { SignInTrouble } from '../auth/sign-in-page/messages.ts';
import type { AppEnv } from '../http/env.ts';
import { readText } from '../http/read-body.ts';
import { parseReturnPath, signInPath } from '../http/return-path.ts';
import { formsOnly } from '../middleware/content-type.ts';
import { requestIdentityOf } from '../middleware/require-user.ts';
import { sameOrigin } from '../middleware/same-origin.ts';

/** Room for a token and a return path. */
const MAX_FORM_BYTES = 16_384;

/** The sign-in page and, unless a gateway signs users in, POST /signin and /signout. */
export function createSignInRoutes(authenticator: Authenticator): Hono<AppEnv> {
  const { signInService } = authenticator;
  const by = signInService ? 'token' : 'gateway';
  const routes = new Hono<AppEnv>().get('/signin', async (c) => {
    const to = parseReturnPath(c.req.query('to'));
    const { kind } = await authenticator.authenticate(requestIdentityOf(c));
    if (kind === 'user') return redirect(to);
    const page = { by, to, lang: c.req.query('lang') } as const;
    return showPage(c, page, by === 'token' ? 200 : 401);
  });
  if (signInService) addSessionRoutes(routes, signInService);
  return routes;
}

function addSessionRoutes(routes: Hono<AppEnv>, signInService: SignInService): void {
  routes.post('/signin', sameOrigin(), formsOnly(), async (c) => {
    const form = await readForm(c);
    const page = {
      by: 'token',
      to: parseReturnPath(form.get('to')),
      lang: form.get('lang') ?? undefined,
    } as const;
    const cookieKind = chooseCookieKind(new URL(c.req.url).host, c.req.header('origin'));
    if (cookieKind === 'insecure') return showPage(c, page, 400, { kind: 'insecure', seconds: 0 });
    const result = await signInService.signIn(requestIdentityOf(c), form.get('token') ?? '');
    if ('secret' in result) {
      return redirect(page.to, [writeSessionCookie(cookieKind, result.secret)]);
    }
    if (result.kind === 'anonymous') return showPage(c, page, 401, { kind: 'wrong', seconds: 0 });
    const seconds = Math.ceil(result.retryAfterMs / 1_000);
    return showPage(c, page, 429, { kind: 'slow', seconds });
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

interface RequestedPage {
  by: 'token' | 'gateway';
  to: string;
  lang: string | undefined;
}

// Takes language and theme from the return path, because that is the page the user will see next.
function showPage(
  c: Context<AppEnv>,
  { by, to, lang }: RequestedPage,
  status: 200 | 400 | 401 | 429,
  trouble?: { kind: SignInTrouble; seconds: number },
): Response | Promise<Response> {
  const linked = new URL(to, c.req.url).searchParams;
  const theme = (['light', 'dark'] as const).find((name) => name === linked.get('theme'));
  const spoken = chooseAccessLang(lang ?? linked.get('lang'), c.req.header('accept-language'));
  c.header('cache-control', 'no-store');
  c.header('vary', 'Accept-Language');
  if (trouble?.kind === 'slow') c.header('retry-after', String(trouble.seconds));
  return c.html(drawAccessPage({ lang: spoken, theme, to, by, trouble }), status);
}

/** See Other: the browser follows with GET, after a form as well. */
function redirect(location: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store' });
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}
