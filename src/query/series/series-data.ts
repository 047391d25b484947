import type { Subject } from '../../contract/domain/segments.ts';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import type { Problem } from '../../contract/wire/problem.ts';
import type { Series } from '../../series/series.ts';

/** State of one UTC day of a subject. */
export interface WindowStatus {
  window: Span;
  /** `stale`: an earlier record, because its refresh failed. */
  status: 'loading' | 'ok' | 'stale' | 'failed' | 'gone';
  final: boolean;
  fetchedAt?: EpochMs;
  /** Set for `stale`, `failed` and `gone`. */
  problem?: Problem;
}

/** As far as it is loaded. */
export interface SeriesData {
  subject: Subject;
  series: Series;
  windows: WindowStatus[];
  /** Null unless one record covers the span exactly. */
  summary: number | null;
}
