import type { Subject } from '../contract/domain/segments.ts';
import { DAY } from '../contract/domain/time.ts';
import type { Span } from '../contract/domain/time.ts';
import { planWindows } from './plan-windows.ts';

/** Everything requested of one period: each subject over the same span. */
export interface RequestPlan {
  /** Most urgent first. */
  subjects: readonly Subject[];
  span: Span;
  /** The UTC days that cover the span, oldest first. */
  windows: readonly Span[];
  /** Requested per subject: the windows, then the span itself where one API summary covers it. */
  requests: readonly Span[];
}

/** Request priorities by panel; lower goes first. The subjects of a plan follow one by one. */
export const REQUEST_PRIORITIES = {
  range: 0,
  comparison: 100,
  matrix: 200,
  matrixComparison: 300,
  attribution: 400,
} as const;

/** Plans the requests for `subjects` over `span`. */
export function planRequests(subjects: readonly Subject[], span: Span): RequestPlan {
  const windows = planWindows(span);
  const isOneWindow = windows[0]?.begin === span.begin && windows[0].end === span.end;
  // Summaries of several windows cannot be combined: their weights are unknown.
  const isSummarized = span.end > span.begin && span.end - span.begin <= DAY;
  return {
    subjects,
    span,
    windows,
    requests: isSummarized && !isOneWindow ? [...windows, span] : windows,
  };
}
