import type { Problem } from '../../contract/wire/problem.ts';
import type { Subject } from '../../contract/domain/segments.ts';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import type { Series } from '../../series/series.ts';

/** Where one UTC-day window of one subject stands. */
export interface WindowStatus {
  window: Span;
  /** `stale`: kept from an earlier answer because the upstream is failing. */
  status: 'loading' | 'ok' | 'stale' | 'failed' | 'gone';
  /** Whether it can no longer change. */
  final: boolean;
  fetchedAt?: EpochMs;
  /** Set for `stale`, `failed` and `gone`. */
  problem?: Problem;
}

/** One subject over the asked span, as far as it is here. */
export interface SeriesData {
  subject: Subject;
  series: Series;
  windows: WindowStatus[];
  /** The upstream's own summary, only where one of its answers covers the span exactly. */
  summary: number | null;
}
