// Label values come from fixed lists: no free text, AppIds or user names.
import type { Config, WindowStatus } from '../../contract/wire/api.ts';
import type { ProblemCode } from '../../contract/wire/problem.ts';
import type { Millis } from '../../contract/domain/time.ts';

export const ATTEMPT_OUTCOMES = [
  'ok',
  'throttled',
  /** Keys, signature, clock or permission. */
  'denied',
  /** A rejected parameter. */
  'refused',
  'error',
  'unreachable',
  'timeout',
  'unreadable',
  'cancelled',
] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

export const RETRY_REASONS = ['transient', 'throttle', 'nonce', 'clock'] as const;
export type RetryReason = (typeof RETRY_REASONS)[number];

/** `flight`: joined a call in flight; `none`: no data. */
export type WindowSource = 'cache' | 'flight' | 'upstream' | 'none';

export interface GaugeReadings {
  quota: {
    slots: number;
    inUse: number;
    waiting: Readonly<Record<'interactive' | 'refresh' | 'backfill', number>>;
    paused: boolean;
  };
  /** Windows, including those not queued for a slot yet. */
  waiting: number;
  circuitOpen: boolean;
  store: {
    memoryHits: number;
    archiveHits: number;
    readFailures: number;
    writeFailures: number;
    failing: boolean;
  };
  archive:
    | { windows: number; lost: number; reads: number; writes: number; damaged: number }
    | undefined;
  archiver: NonNullable<Config['recorder']>;
}

export interface Metrics {
  /** `duration`: from sending to the last byte. */
  countAttempt(outcome: AttemptOutcome, duration: Millis): void;
  countRetry(reason: RetryReason): void;
  countShortCircuited(): void;
  countWindow(status: WindowStatus, source: WindowSource, duration: Millis): void;
  /** A window or request beyond the queue limit. */
  countRejected(): void;
  observeGauges(read: () => GaugeReadings): void;
}

export interface MetricsExporter {
  metrics: Metrics;
  /** `accept` is the Accept header. */
  expose(accept: string | undefined): Promise<{ body: string; type: string }>;
}

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

export function toAttemptOutcome(code: ProblemCode): AttemptOutcome {
  return OUTCOMES[code] ?? 'error';
}
