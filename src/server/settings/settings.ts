import * as v from 'valibot';
import { AppIdSchema } from '../../contract/wire/api.ts';
import type { App } from '../../contract/wire/api.ts';
import { UPSTREAM_QPS } from '../../contract/wire/upstream.ts';
import type { Credentials } from '../../signature/acs3.ts';
import { isLoopback } from '../http/ip-ranges.ts';
import { WILDCARD_ADDRESSES, parseAccess, parseHost } from './access.ts';
import type { AccessSettings } from './access.ts';
import { parseArchive, parseArchiver } from './archive.ts';
import type { ArchiveSettings } from './archive.ts';
import { parseCredentials } from './credentials.ts';
import type { CredentialOrigin } from './credentials.ts';
import { createEnvParser, quote } from './env-parser.ts';
import type { Env, EnvParser } from './env-parser.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const RATE_SCALES = ['percent', 'fraction'] as const;

export interface Settings {
  host: string;
  /** 0 = any free port. */
  port: number;
  logLevel: (typeof LOG_LEVELS)[number];
  /** Shows simulated data. */
  demo: boolean;
  credentials: Credentials | undefined;
  credentialOrigin: CredentialOrigin | undefined;
  apps: readonly App[];
  /** Whether AppIds outside `apps` are accepted. */
  anyApp: boolean;
  endpoint: string;
  /** Calls in any second. */
  qps: number;
  rateScale: (typeof RATE_SCALES)[number];
  settleMinutes: number;
  access: AccessSettings;
  archive: ArchiveSettings | undefined;
  /** Whether the archiver runs. */
  record: boolean;
  seed: string;
}

/** Settings, or one sentence per invalid variable. */
export type ParsedSettings =
  | { settings: Settings; errors?: never }
  | { settings?: never; errors: string[] };

/** Parses the environment; an empty variable counts as unset. */
export function parseSettings(variables: Env): ParsedSettings {
  const errors: string[] = [];
  const env = createEnvParser(variables, errors);
  const { credentials, credentialOrigin } = parseCredentials(env);
  const demo = credentials === undefined && credentialOrigin === undefined;
  const apps = parseApps(env);
  const host = parseHost(env);
  const archive = parseArchive(env, demo);
  const settings: Settings = {
    host,
    port: env.integer('PORT', 0, 65_535, 8_787),
    logLevel: env.choice('LOG_LEVEL', LOG_LEVELS, 'info'),
    demo,
    credentials,
    credentialOrigin,
    apps,
    anyApp: parseAnyApp(env, apps),
    endpoint: parseEndpoint(env),
    qps: env.integer('ARTC_QPS', 1, 1_000, UPSTREAM_QPS),
    rateScale: env.choice('ARTC_RATE_SCALE', RATE_SCALES, 'percent'),
    settleMinutes: env.integer('ARTC_SETTLE_MINUTES', 0, 1_440, 15),
    access: parseAccess(env, host),
    archive,
    record: parseArchiver(env, { demo, apps: apps.length, hasArchive: archive !== undefined }),
    seed: env.string('ARTC_SEED') ?? 'artc-lens',
  };
  rejectDebugSettings(env);
  return errors.length > 0 ? { errors } : { settings };
}

/** Accepted Host headers: configured names and own addresses. */
export function serverHosts({ host, access }: Settings, port: number): string[] {
  const own = WILDCARD_ADDRESSES.includes(host) ? undefined : host;
  return [...loopbackHosts(port, own), ...access.hosts];
}

/** Host headers on loopback, including `host` (such as 127.0.0.2). */
export function loopbackHosts(port: number, host = '127.0.0.1'): string[] {
  const own = host.includes(':') ? `[${host}]` : host;
  const names = new Set(['127.0.0.1', 'localhost', '[::1]', own]);
  return [...names].map((name) => new URL(`http://${name}:${port}`).host);
}

function parseApps(env: EnvParser): App[] {
  const apps: App[] = [];
  for (const pair of (env.string('ARTC_APPS') ?? '').split(';')) {
    if (pair.trim() === '') continue;
    const at = pair.lastIndexOf('=');
    const app = { name: pair.slice(0, Math.max(0, at)).trim(), id: pair.slice(at + 1).trim() };
    if (app.name === '' || app.name.length > 60) {
      env.fail(`ARTC_APPS must be Name=appId pairs separated by ;, but has ${quote(pair)}.`);
    } else if (!v.is(AppIdSchema, app.id)) {
      env.fail(
        `ARTC_APPS has an AppId that is not 1 to 64 letters, digits, - or _: ${quote(app.id)}.`,
      );
    } else if (apps.some(({ id }) => id === app.id)) {
      env.fail(`ARTC_APPS names the AppId ${quote(app.id)} twice.`);
    } else if (apps.some(({ name }) => name === app.name)) {
      env.fail(`ARTC_APPS uses the name ${quote(app.name)} twice.`);
    } else {
      apps.push(app);
    }
  }
  return apps;
}

function parseAnyApp(env: EnvParser, apps: readonly App[]): boolean {
  const onlyListed = env.choice('ARTC_ONLY_APPS', ['0', '1'], '0') === '1';
  // An invalid list has its own error.
  const isEmptyList = /^[;\s]*$/.test(env.string('ARTC_APPS') ?? '');
  if (onlyListed && apps.length === 0 && isEmptyList) {
    env.fail('ARTC_ONLY_APPS is 1, but ARTC_APPS names no app.');
  }
  return !onlyListed;
}

function parseEndpoint(env: EnvParser): string {
  const fallback = 'https://live.aliyuncs.com';
  const raw = env.string('ARTC_ENDPOINT');
  if (raw === undefined) return fallback;
  const url = URL.canParse(raw) ? new URL(raw) : undefined;
  // The error must not quote a password.
  if (!url || !/^https?:$/.test(url.protocol) || !isOrigin(url)) {
    env.fail('ARTC_ENDPOINT must be a URL without a path, such as https://live.aliyuncs.com.');
  } else if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    env.fail('ARTC_ENDPOINT must use https; http is allowed only for an upstream on this machine.');
  }
  return url?.origin ?? fallback;
}

function isOrigin(url: URL): boolean {
  return url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password;
}

// These would expose keys.
function rejectDebugSettings(env: EnvParser): void {
  if (env.string('NODE_TLS_REJECT_UNAUTHORIZED') === '0') {
    env.fail(
      'NODE_TLS_REJECT_UNAUTHORIZED must not be 0: any server could impersonate the upstream.',
    );
  }
  if (/\b(?:https?2?|net|tls|undici|fetch)\b|\*/i.test(env.string('NODE_DEBUG') ?? '')) {
    env.fail('NODE_DEBUG must not name http, net, tls, undici or fetch: it would print keys.');
  }
}
