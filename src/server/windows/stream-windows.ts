import type { WindowRecord, WindowRequest } from '../../contract/wire/api.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import { ProblemError } from '../../contract/wire/problem.ts';
import { internalProblem } from '../http/problem-response.ts';
import type { EncodedValues } from '../store/encoded-values.ts';
import { errorFacts } from '../telemetry/log.ts';
import type { Log } from '../telemetry/log.ts';
import { loadWindows } from './load-windows.ts';
import type { LoadWindowsDeps } from './load-windows.ts';
import { toFailedRecord, writeRecord } from './window-record.ts';

const LINES_PER_CHUNK = 16;

export interface StreamWindowsDeps extends LoadWindowsDeps {
  /** The upstream's time. */
  now: () => EpochMs;
  log: Log;
}

/**
 * Streams one NDJSON line per window in order of completion, encoded as the reader takes them. If
 * `signal` aborts or the reader cancels, the remaining windows are cancelled.
 */
export function streamWindows(
  deps: StreamWindowsDeps,
  requests: readonly WindowRequest[],
  signal: AbortSignal,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const { now, log } = deps;
  const ready: { index: number; record: WindowRecord<EncodedValues> }[] = [];
  const encoder = new TextEncoder();
  let remaining = requests.length;
  let cancelled: { reason: unknown } | undefined;
  let wake: (() => void) | undefined;

  const onRecord = (index: number, record: WindowRecord<EncodedValues>) => {
    ready.push({ index, record });
    wake?.();
  };
  const onError = (index: number, error: unknown) => {
    const request = requests[index];
    if (!request) return;
    const problem = error instanceof ProblemError ? error.problem : internalProblem();
    if (problem.code === 'internal') log.error('window failed', { index, ...errorFacts(error) });
    onRecord(index, toFailedRecord(request, problem, now()));
  };
  const cancelLoading = loadWindows(deps, requests, { onRecord, onError });

  const cancel = (reason: unknown) => {
    cancelled ??= { reason };
    cancelLoading(reason);
    wake?.();
  };
  const onAbort = () => cancel(signal.reason);
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  const isWaiting = () => ready.length === 0 && !cancelled;

  return new ReadableStream({
    async pull(stream) {
      while (isWaiting()) {
        await new Promise<void>((resolve) => (wake = resolve));
      }
      if (cancelled) return stream.error(cancelled.reason);
      const chunk = ready.splice(0, LINES_PER_CHUNK);
      remaining -= chunk.length;
      const text = chunk.map(({ index, record }) => writeRecord(index, record)).join('');
      stream.enqueue(encoder.encode(text));
      if (remaining > 0) return;
      signal.removeEventListener('abort', onAbort);
      stream.close();
    },
    cancel() {
      signal.removeEventListener('abort', onAbort);
      cancel(new DOMException('The reader has left.', 'AbortError'));
    },
  });
}
