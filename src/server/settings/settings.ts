// Environment -> settings: the only place that knows the variables' names and rules.
import * as v from 'valibot';
import { AppIdSchema } from '../../contract/wire/api.ts';
import type { App } from '../../contract/wire/api.ts';
import { UPSTREAM_QPS } from '../../contract/wire/upstream.ts';
import type { Credentials } from '../../signature/acs3.ts';
import { isLoopback } from '../http/ip-ranges.ts';
import { EVERY_ADDRESS, parseAccess, readHost } from './access.ts';
import type { AccessSettings } from './access.ts';
import { parseArchive } from './archive.ts';
import type { ArchiveSettings } from './archive.ts';
import { parseCredentials } from './credentials.ts';
import type { CredentialOrigin } from './credentials.ts';
import { parseArchiver } from './archiver.ts';
import { createEnvParser, quote } from './env-parser.ts';
import type { Env, EnvParser } from './env-parser.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const RATE_SCALES = ['percent', 'fraction'] as const;

export interface Settings {
  host: string;
  /** 0 = any free one. */
  port: number;
  logLevel: (typeof LOG_LEVELS)[number];
  /** No keys are set: the host plugs the simulator in. */
  demo: boolean;
  /** Keys set as they are. */
  credentials: Credentials | undefined;
  /** Where renewed keys come from instead. */
  credentialOrigin: CredentialOrigin | undefined;
  apps: readonly App[];
  /** Whether AppIds outside `apps` are taken. */
  anyApp: boolean;
  /** The upstream's origin. */
  endpoint: string;
  /** Calls in any second, at most. */
  qps: number;
  rateScale: (typeof RATE_SCALES)[number];
  settleMinutes: number;
  /** Who may use it, and under which names. */
  access: AccessSettings;
  /** Where finished windows are kept; undefined when only in memory. */
  archive: ArchiveSettings | undefined;
  /** Whether what the upstream will forget is fetched in time. */
  record: boolean;
  /** Seed of the simulated world. */
  seed: string;
}

/** Settings, or every reason why there are none: one sentence a reason, naming the variable. */
export type ParsedSettings =
  | { settings: Settings; errors?: never }
  | { settings?: never; errors: string[] };

/** Reads the environment; an empty variable counts as unset. */
export function parseSettings(env: Env): ParsedSettings {
  const errors: string[] = [];
  const read = createEnvParser(env, errors);
  const { credentials, credentialOrigin } = parseCredentials(read);
  const demo = credentials === undefined && credentialOrigin === undefined;
  const apps = readApps(read);
  const host = readHost(read);
  const archive = parseArchive(read, demo);
  const settings: Settings = {
    host,
    port: read.whole('PORT', 0, 65_535, 8_787),
    logLevel: read.choice('LOG_LEVEL', LOG_LEVELS, 'info'),
    demo,
    credentials,
    credentialOrigin,
    apps,
    anyApp: readAnyApp(read, apps),
    endpoint: readEndpoint(read),
    qps: read.whole('ARTC_QPS', 1, 1_000, UPSTREAM_QPS),
    rateScale: read.choice('ARTC_RATE_SCALE', RATE_SCALES, 'percent'),
    settleMinutes: read.whole('ARTC_SETTLE_MINUTES', 0, 1_440, 15),
    access: parseAccess(read, host),
    archive,
    record: parseArchiver(read, { demo, apps: apps.length, hasArchive: archive !== undefined }),
    seed: read.text('ARTC_SEED') ?? 'artc-lens',
  };
  refuseDebugLeaks(read);
  return errors.length > 0 ? { errors } : { settings };
}

/** The Host headers a server at this port is asked under: those of the settings, and those of its own machine. */
export function serverHosts({ host, access }: Settings, port: number): string[] {
  const own = EVERY_ADDRESS.includes(host) ? undefined : host;
  return [...loopbackHosts(port, own), ...access.hosts];
}

/** The Host headers under which a server on loopback is asked, its own address (such as 127.0.0.2) included. */
export function loopbackHosts(port: number, host = '127.0.0.1'): string[] {
  const own = host.includes(':') ? `[${host}]` : host;
  const names = new Set(['127.0.0.1', 'localhost', '[::1]', own]);
  return [...names].map((name) => new URL(`http://${name}:${port}`).host);
}

function readApps(read: EnvParser): App[] {
  const apps: App[] = [];
  for (const pair of (read.text('ARTC_APPS') ?? '').split(';')) {
    if (pair.trim() === '') continue;
    const at = pair.lastIndexOf('=');
    const app = { name: pair.slice(0, Math.max(0, at)).trim(), id: pair.slice(at + 1).trim() };
    if (app.name === '' || app.name.length > 60) {
      read.refuse(`ARTC_APPS must be Name=appId pairs separated by ;, but has ${quote(pair)}.`);
    } else if (!v.is(AppIdSchema, app.id)) {
      read.refuse(
        `ARTC_APPS has an AppId that is not 1 to 64 letters, digits, - or _: ${quote(app.id)}.`,
      );
    } else if (apps.some(({ id }) => id === app.id)) {
      read.refuse(`ARTC_APPS names the AppId ${quote(app.id)} twice.`);
    } else if (apps.some(({ name }) => name === app.name)) {
      read.refuse(`ARTC_APPS uses the name ${quote(app.name)} twice.`);
    } else {
      apps.push(app);
    }
  }
  return apps;
}

function readAnyApp(read: EnvParser, apps: readonly App[]): boolean {
  const only = read.choice('ARTC_ONLY_APPS', ['0', '1'], '0') === '1';
  // A list that names something, but wrongly, has been complained of already.
  const namesNone = /^[;\s]*$/.test(read.text('ARTC_APPS') ?? '');
  if (only && apps.length === 0 && namesNone) {
    read.refuse('ARTC_ONLY_APPS is 1 but ARTC_APPS names no app.');
  }
  return !only;
}

function readEndpoint(read: EnvParser): string {
  const fallback = 'https://live.aliyuncs.com';
  const raw = read.text('ARTC_ENDPOINT');
  if (raw === undefined) return fallback;
  const url = URL.canParse(raw) ? new URL(raw) : undefined;
  // The value is not repeated: a URL can hold a password.
  if (!url || !/^https?:$/.test(url.protocol) || !isBare(url)) {
    read.refuse(
      'ARTC_ENDPOINT must be an address such as https://live.aliyuncs.com, with no path.',
    );
  } else if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    read.refuse(
      'ARTC_ENDPOINT must use https; plain http is only for an upstream on this machine.',
    );
  }
  return url?.origin ?? fallback;
}

function isBare(url: URL): boolean {
  return url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password;
}

/** Refuses what would show requests, keys included, to whoever listens or reads the terminal. */
function refuseDebugLeaks(read: EnvParser): void {
  if (read.text('NODE_TLS_REJECT_UNAUTHORIZED') === '0') {
    read.refuse('NODE_TLS_REJECT_UNAUTHORIZED must not be 0: anybody could pose as the upstream.');
  }
  if (/\b(?:https?2?|net|tls|undici|fetch)\b|\*/i.test(read.text('NODE_DEBUG') ?? '')) {
    read.refuse('NODE_DEBUG must not name http, net, tls, undici or fetch: it would print keys.');
  }
}
