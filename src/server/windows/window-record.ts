import type { WindowRecord, WindowRequest } from '../../contract/wire/api.ts';
import type { Problem } from '../../contract/wire/problem.ts';
import { STEP } from '../../contract/domain/time.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import { encodeValues } from '../store/encoded-values.ts';
import type { EncodedValues } from '../store/encoded-values.ts';
import type { StoredWindow } from '../store/window-store.ts';

export function toRecord(
  stored: StoredWindow,
  status: 'ok' | 'stale',
): WindowRecord<EncodedValues> {
  const { begin, encodedValues: values, summary, final, fetchedAt, requestId } = stored;
  return { status, begin, step: STEP, values, summary, final, fetchedAt, requestId };
}

/** A future window is empty, not failed. */
export function toFutureRecord(request: WindowRequest, now: EpochMs): WindowRecord<EncodedValues> {
  return { ...emptyRecord(request, now), status: 'ok' };
}

export function toFailedRecord(
  request: WindowRequest,
  problem: Problem,
  now: EpochMs,
): WindowRecord<EncodedValues> {
  const status = problem.code === 'gone' || problem.code === 'lost' ? 'gone' : 'failed';
  return {
    ...emptyRecord(request, now),
    status,
    requestId: problem.requestId ?? null,
    problem,
  };
}

function emptyRecord(
  request: WindowRequest,
  now: EpochMs,
): Omit<WindowRecord<EncodedValues>, 'status'> {
  return {
    begin: request.begin,
    step: STEP,
    values: encodeValues([]),
    summary: null,
    final: false,
    fetchedAt: now,
    requestId: null,
  };
}

/** Returns one NDJSON line. */
export function writeRecord(
  index: number,
  { values, ...others }: WindowRecord<EncodedValues>,
): string {
  const rest = JSON.stringify({ index, ...others });
  return `${rest.slice(0, -1)},"values":${values}}\n`;
}
