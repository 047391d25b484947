// Refreshes expiring credentials in the background; only the first load blocks.
import { ProblemError } from '../../contract/wire/problem.ts';
import { MINUTE } from '../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import type { Credentials } from '../../signature/acs3.ts';
import { errorFacts } from '../telemetry/log.ts';
import type { Log } from '../telemetry/log.ts';
import type { MonotonicClock, Sleep } from '../timers.ts';
import { redactCredentials } from '../settings/redact-credentials.ts';
import type { CredentialSource } from './upstream-client.ts';

// Before expiry; at most a quarter of the lifetime.
const REFRESH_AHEAD: Millis = 15 * MINUTE;
// For credentials without expiry.
const RELOAD_INTERVAL: Millis = 10 * MINUTE;
// Credentials that seem expired on arrival are used: our clock may be wrong.
const MIN_LIFETIME: Millis = MINUTE;
const LOAD_TIMEOUT: Millis = 10_000;
// Doubles with each failed load.
const MIN_BACKOFF: Millis = 1_000;
const MAX_BACKOFF: Millis = 30_000;

export interface LoadedCredentials {
  credentials: Credentials;
  /** undefined if they do not expire. */
  expiresAt: EpochMs | undefined;
}

/** `reason` is a code or status and never contains a key. */
export class LoadError extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super('no credentials');
    this.name = 'LoadError';
    this.reason = reason;
  }
}

export interface RefreshingCredentialsDeps {
  /** Must not reuse state: a failed provider may be stuck. */
  load: () => Promise<LoadedCredentials>;
  now: () => EpochMs;
  tick: MonotonicClock;
  sleep: Sleep;
  log: Log;
  /** What to check: one English sentence. */
  hint: string;
}

export interface RefreshingCredentials extends CredentialSource {
  reportRejected(credentials: Credentials): void;
  isUsable(): boolean;
  onChange(listener: () => void): void;
}

interface CurrentCredentials {
  credentials: Credentials;
  // On the monotonic clock, as is `refreshAt`.
  loadedAt: Millis;
  refreshAt: Millis;
  // On the wall clock: the machine may have been suspended.
  validUntil: EpochMs;
  lifetime: Millis;
}

/**
 * Refreshes on use, one load at a time, with backoff after failures. Rejects with Problem
 * `credentials_unavailable` if there are none. Errors of a load may contain keys and are not passed on.
 */
export function createRefreshingCredentials(
  deps: RefreshingCredentialsDeps,
): RefreshingCredentials {
  const { load, now, tick, sleep, log, hint } = deps;
  let current: CurrentCredentials | undefined;
  let latest: Credentials | undefined;
  const listeners: (() => void)[] = [];
  let pendingRefresh: Promise<CurrentCredentials> | undefined;
  let failures = 0;
  let backoffUntil: Millis = Number.NEGATIVE_INFINITY;

  const remainingBackoff = () => Math.max(0, backoffUntil - tick());

  const createUnavailableError = () =>
    new ProblemError({
      code: 'credentials_unavailable',
      message: 'The server has no valid credentials to sign requests with.',
      hint,
      retryable: true,
      retryAfterMs: remainingBackoff(),
    });

  const loadCurrent = async (): Promise<CurrentCredentials> => {
    try {
      current = toCurrent(await withTimeout(LOAD_TIMEOUT, sleep, load), now(), tick());
      failures = 0;
      log.info('credentials refreshed', lifetimeFacts(current));
      const hasChanged = latest !== undefined && !areEqual(latest, current.credentials);
      latest = current.credentials;
      if (hasChanged) for (const listener of listeners) listener();
      return current;
    } catch (error) {
      backoffUntil = tick() + Math.min(MAX_BACKOFF, MIN_BACKOFF * 2 ** failures);
      failures += 1;
      const reason = error instanceof LoadError ? error.reason : undefined;
      log.warn('credentials not refreshed', { failures, reason, ...errorFacts(error) });
      throw createUnavailableError();
    } finally {
      pendingRefresh = undefined;
    }
  };

  const refresh = () => (pendingRefresh ??= loadCurrent());
  const getValid = () => (current && now() < current.validUntil ? current : undefined);

  const refreshIfDue = () => {
    const isDue = current === undefined || tick() >= current.refreshAt;
    if (isDue && remainingBackoff() === 0) refresh().catch(() => undefined);
  };

  const getCredentials = async (): Promise<Credentials> => {
    const valid = getValid();
    if (valid) {
      refreshIfDue();
      return valid.credentials;
    }
    if (pendingRefresh === undefined && remainingBackoff() > 0) throw createUnavailableError();
    return (await refresh()).credentials;
  };

  // A rejection overrides the expiry date, but not within MAX_BACKOFF of a load.
  const reportRejected = (credentials: Credentials) => {
    if (current?.credentials === credentials && tick() - current.loadedAt >= MAX_BACKOFF) {
      current = undefined;
      refreshIfDue();
    }
  };

  const isUsable = () => {
    refreshIfDue();
    return getValid() !== undefined;
  };

  const onChange = (listener: () => void) => void listeners.push(listener);

  return Object.assign(getCredentials, { reportRejected, isUsable, onChange });
}

function areEqual(left: Credentials, right: Credentials): boolean {
  return (
    left.accessKeyId === right.accessKeyId &&
    left.accessKeySecret === right.accessKeySecret &&
    left.securityToken === right.securityToken
  );
}

function toCurrent(
  { credentials, expiresAt = Number.POSITIVE_INFINITY }: LoadedCredentials,
  now: EpochMs,
  loadedAt: Millis,
): CurrentCredentials {
  const lifetime = Math.max(MIN_LIFETIME, expiresAt - now);
  const refreshIn = Number.isFinite(lifetime)
    ? lifetime - Math.min(REFRESH_AHEAD, lifetime / 4)
    : RELOAD_INTERVAL;
  return {
    credentials: redactCredentials(credentials),
    loadedAt,
    refreshAt: loadedAt + refreshIn,
    validUntil: now + lifetime,
    lifetime,
  };
}

function lifetimeFacts({ lifetime }: CurrentCredentials) {
  return Number.isFinite(lifetime) ? { validForMs: lifetime } : {};
}

async function withTimeout<T>(limit: Millis, sleep: Sleep, work: () => Promise<T>): Promise<T> {
  const finished = new AbortController();
  const timeout = sleep(limit, finished.signal).then(() => {
    throw new DOMException('The load timed out.', 'TimeoutError');
  });
  try {
    return await Promise.race([work(), timeout]);
  } finally {
    finished.abort();
  }
}
