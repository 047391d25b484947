// What the proxy counts. Label values come from fixed lists: no free text, no AppId, no name of a person.
import type { ProblemCode } from '../../contract/wire/problem.ts';
import type { Millis } from '../../contract/domain/time.ts';
import type { ArchiveStats } from '../archive/archive.ts';
import type { RetryKind } from '../upstream/classify-error.ts';
import type { QuotaStats } from '../limits/quota.ts';
import type { ArchiverState } from '../archive/archiver.ts';
import type { StoreStats } from '../archive/tiered-store.ts';

/** How one try at the upstream ended. */
export const ATTEMPT_OUTCOMES = [
  'ok',
  'throttled',
  /** Keys, signature, clock or permission. */
  'denied',
  /** A parameter. */
  'refused',
  /** The upstream said that it failed. */
  'error',
  'unreachable',
  'timeout',
  'unreadable',
  /** Nobody waited any more. */
  'cancelled',
] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

export const RETRY_REASONS = ['transient', 'throttle', 'nonce', 'clock'] as const;
export type RetryReason = Exclude<RetryKind, 'never'>;

export const WINDOW_STATUSES = ['ok', 'stale', 'failed', 'gone'] as const;
export type WindowStatus = (typeof WINDOW_STATUSES)[number];

/** Who answered for a window: what was kept, work under way already, a call of its own, or nobody. */
export type WindowSource = 'kept' | 'flight' | 'upstream' | 'none';

/** What is looked up whenever the figures are read. */
export interface GaugeReadings {
  quota: QuotaStats;
  /** Windows that wait for the upstream, those not in the quota's line yet included. */
  waiting: number;
  /** The whole upstream is being left alone. */
  circuitOpen: boolean;
  store: StoreStats;
  archive: ArchiveStats | undefined;
  archiver: ArchiverState;
}

export interface Metrics {
  /** One try ended, from the sending to the last byte. */
  countAttempt(outcome: AttemptOutcome, took: Millis): void;
  countRetry(reason: RetryReason): void;
  /** A call was answered without one, because the upstream is being left alone. */
  countShortCircuited(): void;
  /** One window got its line. */
  countWindow(status: WindowStatus, source: WindowSource, took: Millis): void;
  /** A window, or a whole request, of a visitor who has too much under way already. */
  countRejected(): void;
  /** Plugs in what is looked up. */
  observeGauges(read: () => GaugeReadings): void;
}

/** The figures in the form a monitoring system reads. */
export interface MetricsExporter {
  metrics: Metrics;
  /** `accept` is the reader's Accept header. */
  expose(accept: string | undefined): Promise<{ body: string; type: string }>;
}

/** A meter that counts nothing. */
export const NOOP_METRICS: Metrics = {
  countAttempt() {},
  countRetry() {},
  countShortCircuited() {},
  countWindow() {},
  countRejected() {},
  observeGauges() {},
};

const OUTCOMES: Partial<Record<ProblemCode, AttemptOutcome>> = {
  throttled: 'throttled',
  signature_mismatch: 'denied',
  key_invalid: 'denied',
  token_expired: 'denied',
  clock_skew: 'denied',
  no_permission: 'denied',
  upstream_refused: 'refused',
  upstream_unreachable: 'unreachable',
  upstream_timeout: 'timeout',
  upstream_unreadable: 'unreadable',
};

/** The outcome of a try that failed with a problem of this code. */
export function outcomeOf(code: ProblemCode): AttemptOutcome {
  return OUTCOMES[code] ?? 'error';
}
