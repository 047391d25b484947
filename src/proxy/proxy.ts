// The server's core, Request -> Response: what the page asks becomes signed calls within the quota.
// Any host can run it: Node in production, Vite in development, msw in tests.
import { Hono } from 'hono';
import { MAX_BODY_BYTES, WindowsRequestSchema } from '../contract/api.ts';
import type { WindowRequest } from '../contract/api.ts';
import { ProblemError } from '../contract/problem.ts';
import type { EpochMs } from '../contract/time.ts';
import type { Credentials } from '../signature/acs3.ts';
import type { Access } from './access.ts';
import { mountAccess } from './access-routes.ts';
import type { ProxyEnv } from './access-routes.ts';
import type { Archive } from './archive.ts';
import { describePerson, describeServer } from './config.ts';
import { createFlow } from './flow.ts';
import { jsonOnly, knownHosts, sameSite, secureHeaders } from './guards.ts';
import { SILENT_LOG, errorFacts } from './log.ts';
import type { Log } from './log.ts';
import { NO_METER } from './meter.ts';
import {
  internalProblem,
  methodNotAllowed,
  notFound,
  problemResponse,
} from './problem-response.ts';
import { badRequest, readBody } from './read-body.ts';
import { serverHosts } from './settings.ts';
import type { Settings } from './settings.ts';
import { createTieredStore } from './tiered-store.ts';
import type { CredentialSource, Fetch } from './upstream.ts';
import { LOCAL_VISITOR } from './visitor.ts';
import type { Visitor } from './visitor.ts';
import { sleepOnTimers } from './wait.ts';
import type { Sleep } from './wait.ts';
import { createMemoryStore } from './window-store.ts';
import { streamWindows } from './windows-stream.ts';

/** Memory for windows: about 9,000 days. */
const MEMORY_BYTES = 64 * 1_048_576;

export interface ProxyDeps {
  settings: Settings;
  /** The way to the upstream: the network, or the simulator itself. */
  fetch: Fetch;
  now: () => EpochMs;
  random: () => number;
  version: string;
  /** Defaults to the runtime's timers. */
  sleep?: Sleep;
  /** Defaults to silence. */
  log?: Log;
  /** Defaults to the keys in `settings`. */
  credentials?: CredentialSource | undefined;
  /** Defaults to random UUIDs. */
  nonce?: () => string;
  /** Where finished days are kept for good; without it there is only memory. */
  archive?: Archive | undefined;
  /** Who may use it; without it, whoever reaches it. */
  access?: Access | undefined;
  /** Host headers it answers to; defaults to those of the settings. */
  hosts?: readonly string[];
  /** Whether new work is welcome; false while it drains. */
  isReady?: () => boolean;
}

/** Answers one request of one visitor; without a visitor, of the one nobody is told apart from. */
export type Proxy = (request: Request, visitor?: Visitor) => Promise<Response>;

/**
 * A handler for `/api/*`, `/healthz` and `/readyz`; everything else is a 404 Problem. It never
 * rejects. Throws when there are no credentials to sign with.
 */
export function createProxy(deps: ProxyDeps): Proxy {
  const { settings, now, version, log = SILENT_LOG } = deps;
  const store = createTieredStore({
    memory: createMemoryStore(MEMORY_BYTES),
    archive: deps.archive,
    now,
    log,
  });
  const flow = createFlow({
    ...deps,
    store,
    credentials: deps.credentials ?? fixedCredentials(settings.credentials),
    sleep: deps.sleep ?? sleepOnTimers,
    nonce: deps.nonce ?? (() => crypto.randomUUID()),
    meter: NO_METER,
    log,
  });
  const app = new Hono<ProxyEnv>();

  app.use(
    secureHeaders(settings.access.frameAncestors),
    knownHosts(deps.hosts ?? serverHosts(settings, settings.port)),
  );
  app.use('/api/*', sameSite(), async (c, next) => {
    await next();
    c.res.headers.set('cache-control', 'no-store');
  });
  if (deps.access) mountAccess(app, deps.access, now);

  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.all('/healthz', () => methodNotAllowed('GET'));
  app.get('/readyz', (c) => {
    const draining = !(deps.isReady?.() ?? true);
    const archive = store.stats().failing ? 'failing' : 'ok';
    const credentials = (deps.credentials?.isUsable?.() ?? true) ? 'ok' : 'missing';
    const problem = [archive, credentials].find((part) => part !== 'ok');
    const status = draining ? 'draining' : (problem ?? 'ok');
    return c.json({ status, archive, credentials }, status === 'ok' ? 200 : 503);
  });
  app.all('/readyz', () => methodNotAllowed('GET'));

  app.get('/api/config', (c) => {
    const access = describePerson(c.env.visitor, deps.access);
    return c.json({ ...describeServer(settings, version, now(), deps.archive), access });
  });
  app.all('/api/config', () => methodNotAllowed('GET'));

  app.post('/api/windows', jsonOnly(), async (c) => {
    const request = c.req.raw;
    const client = c.env.visitor.id;
    flow.bound.check(client);
    const { windows } = await readBody(request, WindowsRequestSchema, MAX_BODY_BYTES);
    refuseOtherApps(settings, windows);
    log.debug('windows asked', { windows: windows.length });
    const fetchWindow = (one: WindowRequest, signal: AbortSignal) =>
      flow.fetchWindow(one, signal, { client });
    return new Response(streamWindows({ fetchWindow, now, log }, windows, request.signal), {
      headers: { 'content-type': 'application/x-ndjson' },
    });
  });
  app.all('/api/windows', () => methodNotAllowed('POST'));

  app.notFound(notFound);
  app.onError((error) => {
    if (error instanceof ProblemError) return problemResponse(error.problem);
    log.error('request failed', errorFacts(error));
    return problemResponse(internalProblem());
  });

  return async (request, visitor = LOCAL_VISITOR) => app.fetch(request, { visitor });
}

function fixedCredentials(credentials: Credentials | undefined): CredentialSource {
  if (!credentials) throw new TypeError('a proxy needs credentials to sign with');
  return () => Promise.resolve(credentials);
}

function refuseOtherApps(settings: Settings, windows: readonly WindowRequest[]): void {
  if (settings.anyApp) return;
  const known = new Set(settings.apps.map(({ id }) => id));
  const index = windows.findIndex(({ appId }) => !known.has(appId));
  if (index >= 0) {
    throw badRequest('is not one of the configured apps', `windows.${index}.appId`);
  }
}
