import type { Subject } from '../contract/domain/segments.ts';
import { DAY } from '../contract/domain/time.ts';
import type { Span } from '../contract/domain/time.ts';
import { planWindows } from './plan-windows.ts';

/** Requests of one period. */
export interface RequestPlan {
  /** Most urgent first. */
  subjects: readonly Subject[];
  span: Span;
  /** The UTC days that cover the span. */
  windows: readonly Span[];
  /** Per subject: the windows, then the span itself if one API summary covers it. */
  requests: readonly Span[];
}

/** Priorities of each plan's first subject; lower goes first. */
export const REQUEST_PRIORITIES = {
  range: 0,
  comparison: 100,
  matrix: 200,
  matrixComparison: 300,
  attribution: 400,
} as const;

export function planRequests(subjects: readonly Subject[], span: Span): RequestPlan {
  const windows = planWindows(span);
  const isOneWindow = windows[0]?.begin === span.begin && windows[0].end === span.end;
  // Summaries of several windows cannot be combined without their weights.
  const isSummarized = span.end > span.begin && span.end - span.begin <= DAY;
  return {
    subjects,
    span,
    windows,
    requests: isSummarized && !isOneWindow ? [...windows, span] : windows,
  };
}
