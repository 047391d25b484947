// The server as a function from Request to Response, free of Node.
import { Hono } from 'hono';
import { methodNotAllowed as detectMethodNotAllowed } from 'hono/method-not-allowed';
import { ProblemError } from '../contract/wire/problem.ts';
import type { AccessControl } from './auth/authenticator.ts';
import { LOCAL_CLIENT } from './http/env.ts';
import type { AppEnv, Client } from './http/env.ts';
import {
  internalProblem,
  methodNotAllowed,
  notFound,
  problemResponse,
} from './http/problem-response.ts';
import { limitRequests, limitWindows } from './middleware/client-limits.ts';
import { hostAllowlist } from './middleware/host-allowlist.ts';
import { requireUser } from './middleware/require-user.ts';
import { sameOrigin } from './middleware/same-origin.ts';
import { setSecurityHeaders } from './middleware/security-headers.ts';
import { createConfigRoutes } from './routes/config.ts';
import { createHealthRoutes } from './routes/health.ts';
import { createMetricsRoutes } from './routes/metrics.ts';
import { createSignInRoutes } from './routes/sign-in.ts';
import { createWindowsRoutes } from './routes/windows.ts';
import { createServices } from './services.ts';
import type { ServiceDeps } from './services.ts';
import { serverHosts } from './settings/settings.ts';
import { errorFacts } from './telemetry/log.ts';

export interface AppDeps extends ServiceDeps {
  version: string;
  /** Undefined: every client may use the server. */
  access?: AccessControl | undefined;
  /** Accepted Host headers; default: from the settings. */
  hosts?: readonly string[];
}

/** Handles one request; `client` defaults to LOCAL_CLIENT. */
export type RequestHandler = (request: Request, client?: Client) => Promise<Response>;

/** Returns a handler that never rejects. Throws TypeError if there are no credentials. */
export function createApp(deps: AppDeps): RequestHandler {
  const services = createServices(deps);
  const { settings, log } = services;
  const { access, version } = deps;
  const app = new Hono<AppEnv>();

  app.use(
    // HEAD is allowed wherever GET is.
    detectMethodNotAllowed({
      app,
      onMethodNotAllowed: (_c, methods) => methodNotAllowed(methods.filter((m) => m !== 'HEAD')),
    }),
    setSecurityHeaders(settings.access.frameAncestors),
    hostAllowlist(deps.hosts ?? serverHosts(settings, settings.port)),
  );
  app.use('/api/*', sameOrigin(), async (c, next) => {
    await next();
    c.res.headers.set('cache-control', 'no-store');
  });
  if (access) {
    const guards = [requireUser(access.authenticator), limitRequests(deps.now)];
    app.use('/api/*', ...guards).use('/metrics', ...guards);
    app.use('/api/windows', limitWindows(deps.now));
    app.route('/', createSignInRoutes(access));
  }
  app.route('/', createHealthRoutes(services));
  app.route('/', createMetricsRoutes(services));
  app.route(
    '/api',
    createConfigRoutes({ ...services, authenticator: access?.authenticator, version }),
  );
  app.route('/api', createWindowsRoutes(services));

  app.notFound(notFound);
  app.onError((error) => {
    if (error instanceof ProblemError) return problemResponse(error.problem);
    log.error('request failed', errorFacts(error));
    return problemResponse(internalProblem());
  });
  return async (request, client = LOCAL_CLIENT) => app.fetch(request, { client });
}
