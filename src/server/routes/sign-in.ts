// The door for people: nobody gets to the API without a name, and /signin gives one.
import type { Context, Hono, MiddlewareHandler } from 'hono';
import type { EpochMs } from '../../contract/domain/time.ts';
import type { Authenticator, RequestIdentity, SignInService } from '../auth/authenticator.ts';
import { limitRequests, limitWindows, rateLimited } from '../middleware/client-limits.ts';
import { chooseCookie, clearSessionCookie, writeSessionCookie } from '../auth/session-cookie.ts';
import { drawAccessPage } from '../auth/sign-in-page/page.ts';
import type { AccessPageOptions } from '../auth/sign-in-page/page.ts';
import { readReturnPath, signInPath } from '../http/return-path.ts';
import { chooseAccessLang } from '../auth/sign-in-page/messages.ts';
import type { SignInTrouble } from '../auth/sign-in-page/messages.ts';
import { sameOrigin } from '../middleware/guards.ts';
import { methodNotAllowed, problemResponse } from '../http/problem-response.ts';
import { readText } from '../http/read-body.ts';
import type { Client } from '../http/env.ts';

/** A token, an address of this page's, and what stands around them. */
const MAX_FORM_BYTES = 16_384;
const FORM = 'application/x-www-form-urlencoded';

/** What the host tells of a request; the visitor is an address until access control knows a person. */
export interface AppEnv {
  Bindings: { client: Client };
}

/** Mounts the sign-in page, and closes /api and /metrics to those who have no name. */
export function mountAccessControl(
  app: Hono<AppEnv>,
  access: Authenticator,
  now: () => EpochMs,
): void {
  const guards = [peopleOnly(access), limitRequests(now)];
  app.use('/api/*', ...guards);
  app.use('/metrics', ...guards);
  app.use('/api/windows', limitWindows(now));
  mountSignIn(app, access);
  if (access.signInService) mountDesk(app, access.signInService);
  app.all('/signin', () => methodNotAllowed(access.signInService ? 'GET, POST' : 'GET'));
  app.all('/signout', () => methodNotAllowed('POST'));
}

/** Lets only known people on, as visitors under their name. */
function peopleOnly(access: Authenticator): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const verdict = await access.authenticate(askerOf(c));
    if (verdict.kind === 'slow') return rateLimited('Too many wrong tokens.', verdict.retryAfterMs);
    if (verdict.kind === 'unknown') return notSignedIn();
    const { name } = verdict;
    c.env.client = { id: name, name };
    return next();
  };
}

function mountSignIn(app: Hono<AppEnv>, access: Authenticator): void {
  const by = access.signInService ? 'token' : 'gateway';
  app.get('/signin', async (c) => {
    const to = readReturnPath(c.req.query('to'));
    const { kind } = await access.authenticate(askerOf(c));
    if (kind === 'known') return redirect(to);
    return showPage(c, { by, to, lang: c.req.query('lang') }, by === 'token' ? 200 : 401);
  });
}

function mountDesk(app: Hono<AppEnv>, desk: SignInService): void {
  app.post('/signin', sameOrigin(), formsOnly(), async (c) => {
    const form = new URLSearchParams(await readText(c.req.raw, MAX_FORM_BYTES));
    const page = {
      by: 'token',
      to: readReturnPath(form.get('to')),
      lang: form.get('lang') ?? undefined,
    } as const;
    const cookie = chooseCookie(new URL(c.req.url).host, c.req.header('origin'));
    if (cookie === 'refused') return showPage(c, page, 400, { kind: 'insecure', seconds: 0 });
    const answer = await desk.signIn(askerOf(c), form.get('token') ?? '');
    if ('secret' in answer) {
      return redirect(page.to, [writeSessionCookie(cookie, answer.secret)]);
    }
    if (answer.kind === 'unknown') return showPage(c, page, 401, { kind: 'wrong', seconds: 0 });
    const seconds = Math.ceil(answer.retryAfterMs / 1_000);
    return showPage(c, page, 429, { kind: 'slow', seconds });
  });
  app.post('/signout', sameOrigin(), formsOnly(), async (c) => {
    const form = new URLSearchParams(await readText(c.req.raw, MAX_FORM_BYTES));
    await desk.signOut(askerOf(c));
    return redirect(signInPath(form.get('to') ?? '/'), clearSessionCookie());
  });
}

interface PageAsked extends Pick<AccessPageOptions, 'by' | 'to'> {
  lang: string | undefined;
}

/** Speaks and looks as the link does where it says so: it is where the reader is going. */
function showPage(
  c: Context<AppEnv>,
  { by, to, lang }: PageAsked,
  status: 200 | 400 | 401 | 429,
  trouble?: { kind: SignInTrouble; seconds: number },
): Response | Promise<Response> {
  const linked = new URL(to, c.req.url).searchParams;
  const theme = (['light', 'dark'] as const).find((one) => one === linked.get('theme'));
  const spoken = chooseAccessLang(lang ?? linked.get('lang'), c.req.header('accept-language'));
  c.header('cache-control', 'no-store');
  c.header('vary', 'Accept-Language');
  if (trouble?.kind === 'slow') c.header('retry-after', String(trouble.seconds));
  return c.html(drawAccessPage({ lang: spoken, theme, to, by, trouble }), status);
}

/** See Other: the next request is a GET, also after a form. */
function redirect(location: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store' });
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}

function formsOnly(): MiddlewareHandler {
  return async (c, next) => {
    const [type = ''] = (c.req.header('content-type') ?? '').split(';');
    if (type.trim().toLowerCase() === FORM) return next();
    const message = `The body must be ${FORM}.`;
    return problemResponse(
      { code: 'forbidden_origin', message, retryable: false },
      { status: 415 },
    );
  };
}

function notSignedIn(): Response {
  return problemResponse(
    {
      code: 'not_signed_in',
      message: 'Nobody is signed in here.',
      hint: 'Sign in at /signin, or send an access token as Authorization: Bearer.',
      retryable: false,
    },
    { headers: { 'www-authenticate': 'Bearer' } },
  );
}

function askerOf(c: Context<AppEnv>): RequestIdentity {
  const { host } = new URL(c.req.url);
  return {
    header: (name) => (name === 'host' ? host : c.req.header(name)),
    peer: c.env.client.id,
  };
}
