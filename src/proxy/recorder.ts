import type { ProblemCode } from '../contract/problem.ts';

/** How far the recorder is. */
export interface RecorderState {
  on: boolean;
  /** Finished windows the upstream still has and the archive has not. */
  pending: number;
  /** Finished windows the upstream still has and the archive has too. */
  done: number;
  /** Windows since an app's first archived day that nobody has any more. */
  lost: number;
  /** Why the last window could not be had; undefined once one could be had again. */
  lastError?: ProblemCode | undefined;
}
