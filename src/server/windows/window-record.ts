// On the way back from fetch-window: what is known of a window -> its line of the answer.
import type { WindowRequest } from '../../contract/wire/api.ts';
import type { Problem } from '../../contract/wire/problem.ts';
import { STEP } from '../../contract/domain/time.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import { encodeValues } from '../store/encoded-values.ts';
import type { WindowResult } from './fetch-window.ts';
import type { StoredWindow } from '../store/window-store.ts';

/** The line of an answer: the upstream's latest, or an older one. */
export function recordOf(entry: StoredWindow, status: 'ok' | 'stale'): WindowResult {
  const { begin, encodedValues, summary, final, fetchedAt, requestId } = entry;
  return { status, begin, step: STEP, encodedValues, summary, final, fetchedAt, requestId };
}

/** What has not begun is known to be empty: an answer, not a failure. */
export function futureRecord(request: WindowRequest, now: EpochMs): WindowResult {
  return { ...emptyRecord(request, now), status: 'ok' };
}

/** The line of a window there is no data of. */
export function failedRecord(request: WindowRequest, problem: Problem, now: EpochMs): WindowResult {
  const status = problem.code === 'gone' || problem.code === 'lost' ? 'gone' : 'failed';
  return {
    ...emptyRecord(request, now),
    status,
    requestId: problem.requestId ?? null,
    problem,
  };
}

function emptyRecord(request: WindowRequest, now: EpochMs): Omit<WindowResult, 'status'> {
  return {
    begin: request.begin,
    step: STEP,
    encodedValues: encodeValues([]),
    summary: null,
    final: false,
    fetchedAt: now,
    requestId: null,
  };
}

/** The text of a line, with its end: what `WindowLineSchema` reads. */
export function writeLine(index: number, { encodedValues, ...others }: WindowResult): string {
  const rest = JSON.stringify({ index, ...others });
  return `${rest.slice(0, -1)},"values":${encodedValues}}\n`;
}
