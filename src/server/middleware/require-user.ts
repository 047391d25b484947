import type { Context, MiddlewareHandler } from 'hono';
import type { Authenticator, RequestIdentity } from '../auth/authenticator.ts';
import type { AppEnv } from '../http/env.ts';
import { problemResponse, rateLimited } from '../http/problem-response.ts';

export function requireUser(authenticator: Authenticator): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const result = await authenticator.authenticate(requestIdentityOf(c));
    if (result.kind === 'rate-limited') {
      return rateLimited('Too many invalid tokens.', result.retryAfterMs);
    }
    if (result.kind === 'anonymous') return notSignedIn();
    const { name } = result;
    c.env.client = { id: name, name };
    return next();
  };
}

export function requestIdentityOf(c: Context<AppEnv>): RequestIdentity {
  const { host } = new URL(c.req.url);
  return {
    header: (name) => (name === 'host' ? host : c.req.header(name)),
    peer: c.env.client.id,
  };
}

function notSignedIn(): Response {
  return problemResponse(
    {
      code: 'not_signed_in',
      message: 'Not signed in.',
      hint: 'Sign in at /signin, or send an access token as Authorization: Bearer.',
      retryable: false,
    },
    { headers: { 'www-authenticate': 'Bearer' } },
  );
}
