// Beside upstream: keys that expire, renewed before they do. Who signs waits only for the first ones.
import { ProblemError } from '../../contract/wire/problem.ts';
import { MINUTE } from '../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import type { Credentials } from '../../signature/acs3.ts';
import { redactCredentials } from './redact-credentials.ts';
import { errorFacts } from '../telemetry/log.ts';
import type { Log } from '../telemetry/log.ts';
import type { CredentialSource } from './upstream-client.ts';
import type { Sleep, MonotonicClock } from '../timers.ts';

/** Renewed this long before they expire; short-lived ones in the last quarter of their life. */
const AHEAD: Millis = 15 * MINUTE;
/** Keys without an end are looked up again this often: somebody may have changed them. */
const LOOK_AGAIN: Millis = 10 * MINUTE;
/** Keys that seem to be over when they come are tried this long: the clock that is off may be ours. */
const SHORTEST_LIFE: Millis = MINUTE;
/** One that hangs must not hang everybody. */
const LOAD_TIMEOUT: Millis = 10_000;
/** After a failure nobody is asked for a while, doubled with each further one. */
const FIRST_PAUSE: Millis = 1_000;
const LONGEST_PAUSE: Millis = 30_000;

export interface LoadedCredentials {
  credentials: Credentials;
  /** undefined = they have no end of their own. */
  expiresAt: EpochMs | undefined;
}

/** Why a load failed, in a word that cannot be a key: a code or a status of whoever was asked. */
export class LoadError extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super('no credentials');
    this.name = 'LoadError';
    this.reason = reason;
  }
}

export interface RefreshingCredentialsDeps {
  /** Gets keys from where they come from. Must start afresh each time: a failed provider may be stuck. */
  load: () => Promise<LoadedCredentials>;
  now: () => EpochMs;
  tick: MonotonicClock;
  sleep: Sleep;
  log: Log;
  /** What to check when there are none, one English sentence. */
  hint: string;
}

/** The keys to sign with, as they are now. */
export interface RefreshingCredentials extends CredentialSource {
  reportRejected(credentials: Credentials): void;
  isUsable(): boolean;
  onChange(tell: () => void): void;
}

interface Kept {
  credentials: Credentials;
  /** By the tick, as is when to renew them. */
  loadedAt: Millis;
  renewAt: Millis;
  /** By the time of day: their end is a date, and a machine may have slept meanwhile. */
  validUntil: EpochMs;
  life: Millis;
}

/**
 * Keys that renew themselves when they are used: one renewal at a time however many ask, the old ones
 * handed out while they are valid, a growing pause after failures. Rejects with a Problem
 * `credentials_unavailable` when there are none; what a failed renewal says stays here, as it may
 * quote the keys.
 */
export function createRefreshingCredentials(
  deps: RefreshingCredentialsDeps,
): RefreshingCredentials {
  const { load, now, tick, sleep, log, hint } = deps;
  let kept: Kept | undefined;
  let latest: Credentials | undefined;
  const listeners: (() => void)[] = [];
  let renewal: Promise<Kept> | undefined;
  let failures = 0;
  let pausedUntil: Millis = Number.NEGATIVE_INFINITY;

  const pause = () => Math.max(0, pausedUntil - tick());

  const unavailable = () =>
    new ProblemError({
      code: 'credentials_unavailable',
      message: 'The server has no valid key to sign with.',
      hint,
      retryable: true,
      retryAfterMs: pause(),
    });

  const attempt = async (): Promise<Kept> => {
    try {
      kept = keep(await within(LOAD_TIMEOUT, sleep, load), now(), tick());
      failures = 0;
      log.info('credentials renewed', lifeOf(kept));
      const isChange = latest !== undefined && !areSame(latest, kept.credentials);
      latest = kept.credentials;
      if (isChange) for (const tell of listeners) tell();
      return kept;
    } catch (error) {
      pausedUntil = tick() + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** failures);
      failures += 1;
      const reason = error instanceof LoadError ? error.reason : undefined;
      log.warn('credentials not renewed', { failures, reason, ...errorFacts(error) });
      throw unavailable();
    } finally {
      renewal = undefined;
    }
  };

  const renew = () => (renewal ??= attempt());
  const valid = () => (kept && now() < kept.validUntil ? kept : undefined);

  /** Starts a renewal that is due, and does not wait for it. */
  const lookAhead = () => {
    const due = kept === undefined || tick() >= kept.renewAt;
    if (due && pause() === 0) renew().catch(() => undefined);
  };

  const get = async (): Promise<Credentials> => {
    const usable = valid();
    if (usable) {
      lookAhead();
      return usable.credentials;
    }
    if (renewal === undefined && pause() > 0) throw unavailable();
    return (await renew()).credentials;
  };

  /** The upstream's word counts for more than the date on the keys, but not again and again. */
  const reportRejected = (credentials: Credentials) => {
    if (kept?.credentials === credentials && tick() - kept.loadedAt >= LONGEST_PAUSE) {
      kept = undefined;
      lookAhead();
    }
  };

  /** Renews what is due, so that asking whether there are keys brings them back. */
  const isUsable = () => {
    lookAhead();
    return valid() !== undefined;
  };

  const onChange = (tell: () => void) => void listeners.push(tell);

  return Object.assign(get, { reportRejected, isUsable, onChange });
}

function areSame(one: Credentials, other: Credentials): boolean {
  return (
    one.accessKeyId === other.accessKeyId &&
    one.accessKeySecret === other.accessKeySecret &&
    one.securityToken === other.securityToken
  );
}

function keep(
  { credentials, expiresAt = Number.POSITIVE_INFINITY }: LoadedCredentials,
  now: EpochMs,
  loadedAt: Millis,
): Kept {
  const life = Math.max(SHORTEST_LIFE, expiresAt - now);
  const renewIn = Number.isFinite(life) ? life - Math.min(AHEAD, life / 4) : LOOK_AGAIN;
  return {
    credentials: redactCredentials(credentials),
    loadedAt,
    renewAt: loadedAt + renewIn,
    validUntil: now + life,
    life,
  };
}

function lifeOf({ life }: Kept) {
  return Number.isFinite(life) ? { validForMs: life } : {};
}

async function within<T>(limit: Millis, sleep: Sleep, work: () => Promise<T>): Promise<T> {
  const done = new AbortController();
  const tooLong = sleep(limit, done.signal).then(() => {
    throw new DOMException('It took too long.', 'TimeoutError');
  });
  try {
    return await Promise.race([work(), tooLong]);
  } finally {
    done.abort();
  }
}
