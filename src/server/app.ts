// The server's core, Request -> Response: what the page asks becomes signed calls within the quota.
// Any host can run it: Node in production, Vite in development, msw in tests.
import { Hono } from 'hono';
import { MAX_BODY_BYTES, WindowsRequestSchema } from '../contract/wire/api.ts';
import type { WindowRequest } from '../contract/wire/api.ts';
import { ProblemError } from '../contract/wire/problem.ts';
import type { EpochMs } from '../contract/domain/time.ts';
import type { Credentials } from '../signature/acs3.ts';
import type { Authenticator } from './auth/authenticator.ts';
import { mountAccessControl } from './routes/sign-in.ts';
import type { AppEnv } from './routes/sign-in.ts';
import type { Archive } from './archive/archive.ts';
import { describeUser, describeServer } from './routes/config.ts';
import { createWindowService, startArchiver } from './windows/window-service.ts';
import { jsonOnly, hostAllowlist, sameOrigin, secureHeaders } from './middleware/guards.ts';
import { SILENT_LOG, errorFacts } from './telemetry/log.ts';
import type { Log } from './telemetry/log.ts';
import { NOOP_METRICS } from './telemetry/metrics.ts';
import type { MetricsExporter } from './telemetry/metrics.ts';
import {
  internalProblem,
  methodNotAllowed,
  notFound,
  problemResponse,
} from './http/problem-response.ts';
import { badRequest, readBody } from './http/read-body.ts';
import { createQuota } from './limits/quota.ts';
import type { Quota } from './limits/quota.ts';
import { createReadiness } from './telemetry/readiness.ts';
import { ARCHIVER_OFF } from './archive/archiver.ts';
import { serverHosts } from './settings/settings.ts';
import type { Settings } from './settings/settings.ts';
import { createTieredStore } from './archive/tiered-store.ts';
import { createUpstreamClient } from './upstream/upstream-client.ts';
import { createUpstreamClock } from './upstream/upstream-clock.ts';
import type { CredentialSource, Fetch } from './upstream/upstream-client.ts';
import { LOCAL_CLIENT } from './http/env.ts';
import type { Client } from './http/env.ts';
import { sleepOnTimers, monotonicNow } from './timers.ts';
import type { Sleep, MonotonicClock } from './timers.ts';
import { createMemoryStore } from './store/window-store.ts';
import { streamWindows } from './windows/stream-windows.ts';
import type { StreamWindowsDeps } from './windows/stream-windows.ts';

/** Memory for windows: about 10,000 days. */
const MEMORY_BYTES = 32 * 1_048_576;

/** Windows of one request that are asked for at once: more than are ever under way, retries included. */
const FEWEST_AT_ONCE = 100;

export interface AppDeps {
  settings: Settings;
  /** The way to the upstream: the network, or the simulator itself. */
  fetch: Fetch;
  /** This server's own clock. */
  now: () => EpochMs;
  random: () => number;
  version: string;
  /** For how long things last; defaults to the runtime's clock. */
  tick?: MonotonicClock;
  /** Defaults to the runtime's timers. */
  sleep?: Sleep;
  /** Whose turn it is to call; defaults to slots of this process's own. */
  quota?: Quota;
  /** Defaults to silence. */
  log?: Log;
  /** Defaults to the keys in `settings`. */
  credentials?: CredentialSource | undefined;
  /** Defaults to random UUIDs. */
  nonce?: () => string;
  /** Where finished days are kept for good; without it there is only memory. */
  archive?: Archive | undefined;
  /** Who may use it; without it, whoever reaches it. */
  access?: Authenticator | undefined;
  /** Host headers it answers to; defaults to those of the settings. */
  hosts?: readonly string[];
  /** Whether new work is welcome; false while it drains. */
  isReady?: () => boolean;
  /** Where it is counted what happens, and shown at /metrics; without it nowhere. */
  metricsExporter?: MetricsExporter;
  /** Ends what works in the background. */
  stopping?: AbortSignal;
}

/** Answers one request of one visitor; without a visitor, of the one nobody is told apart from. */
export type RequestHandler = (request: Request, client?: Client) => Promise<Response>;

/**
 * A handler for `/api/*`, `/metrics`, `/healthz`, `/readyz`, and where people sign in `/signin` and
 * `/signout`; everything else is a 404 Problem. It never rejects. Throws when there are no credentials
 * to sign with.
 */
export function createApp(deps: AppDeps): RequestHandler {
  const { settings, version, log = SILENT_LOG } = deps;
  const clock = createUpstreamClock(deps.now, log);
  const { now } = clock;
  const tick = deps.tick ?? monotonicNow;
  const store = createTieredStore({
    memory: createMemoryStore(MEMORY_BYTES),
    archive: deps.archive,
    isOurs: (appId) => settings.apps.some(({ id }) => id === appId),
    now,
    tick,
    log,
  });
  const sleep = deps.sleep ?? sleepOnTimers;
  const upstream = createUpstreamClient({
    endpoint: settings.endpoint,
    credentials: deps.credentials ?? fixedCredentials(settings.credentials),
    fetch: deps.fetch,
    clock,
    sleep,
    nonce: deps.nonce ?? (() => crypto.randomUUID()),
  });
  const metrics = deps.metricsExporter?.metrics ?? NOOP_METRICS;
  const quota = deps.quota ?? createQuota({ slots: settings.qps, sleep });
  const flow = createWindowService({
    ...deps,
    store,
    upstream,
    quota,
    now,
    tick,
    sleep,
    metrics,
    log,
  });
  const archiver = startArchiver({ ...deps, flow, now, tick, sleep, log });
  const recorderState = () => archiver?.state() ?? ARCHIVER_OFF;
  deps.metricsExporter?.metrics.observeGauges(() => ({
    ...flow.stats(),
    store: store.stats(),
    archive: deps.archive?.stats(),
    archiver: recorderState(),
  }));
  let lastAsked: string | undefined;
  const readiness = createReadiness({
    store,
    flow,
    credentials: deps.credentials,
    isReady: deps.isReady ?? (() => true),
    someApp: () => settings.apps[0]?.id ?? lastAsked,
    now,
    tick,
    stopping: deps.stopping,
  });
  const app = new Hono<AppEnv>();

  app.use(
    secureHeaders(settings.access.frameAncestors),
    hostAllowlist(deps.hosts ?? serverHosts(settings, settings.port)),
  );
  app.use('/api/*', sameOrigin(), async (c, next) => {
    await next();
    c.res.headers.set('cache-control', 'no-store');
  });
  if (deps.access) mountAccessControl(app, deps.access, deps.now);

  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.all('/healthz', () => methodNotAllowed('GET'));
  app.get('/readyz', (c) => {
    const ready = readiness();
    return c.json(ready, ready.status === 'ok' ? 200 : 503);
  });
  app.all('/readyz', () => methodNotAllowed('GET'));

  app.get('/metrics', async (c) => {
    const figures = await deps.metricsExporter?.expose(c.req.header('accept'));
    if (!figures) return notFound();
    const headers = { 'content-type': figures.type, 'cache-control': 'no-store' };
    return new Response(figures.body, { headers });
  });
  app.all('/metrics', () => methodNotAllowed('GET'));

  app.get('/api/config', async (c) => {
    const access = describeUser(c.env.client, deps.access);
    const server = await describeServer(settings, {
      version,
      now: now(),
      archive: deps.archive,
      named: c.req.queries('app'),
      archiver: recorderState(),
    });
    return c.json({ ...server, access });
  });
  app.all('/api/config', () => methodNotAllowed('GET'));

  app.post('/api/windows', jsonOnly(), async (c) => {
    const request = c.req.raw;
    const client = c.env.client.id;
    flow.queueLimit.check(client);
    const { windows } = await readBody(request, WindowsRequestSchema, MAX_BODY_BYTES);
    refuseOtherApps(settings, windows);
    lastAsked = windows[0]?.appId;
    log.debug('windows asked', { windows: windows.length });
    const stream: StreamWindowsDeps = {
      findKept: flow.findKept,
      fetchWindow: (one, signal) => flow.fetchWindow(one, signal, { client }),
      enter: () => flow.queueLimit.acquire(client),
      atOnce: Math.max(FEWEST_AT_ONCE, 2 * settings.qps),
      now,
      log,
    };
    return new Response(streamWindows(stream, windows, request.signal), {
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

  return async (request, client = LOCAL_CLIENT) => app.fetch(request, { client });
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
