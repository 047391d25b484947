// The answer of POST /api/windows: a line a window, in the order they finish.
import type { WindowRequest } from '../../contract/wire/api.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import { ProblemError } from '../../contract/wire/problem.ts';
import { answerWindows } from './answer-windows.ts';
import type { AnswerWindowsDeps } from './answer-windows.ts';
import type { WindowResult } from './fetch-window.ts';
import { errorFacts } from '../telemetry/log.ts';
import type { Log } from '../telemetry/log.ts';
import { internalProblem } from '../http/problem-response.ts';
import { failedRecord, writeLine } from './window-record.ts';

/** Lines written at once, so that a thousand that are ready do not make one huge chunk. */
const LINES_A_CHUNK = 16;

export interface StreamWindowsDeps extends AnswerWindowsDeps {
  now: () => EpochMs;
  log: Log;
}

/**
 * Gives each window exactly one line of NDJSON: at once where no call is needed, the others as they
 * are asked for, so many at a time. Lines are put into bytes only as the reader takes them. When `signal` aborts or the reader leaves, the windows still under
 * way are left too.
 */
export function streamWindows(
  deps: StreamWindowsDeps,
  windows: readonly WindowRequest[],
  signal: AbortSignal,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const { now, log } = deps;
  const ready: { index: number; result: WindowResult }[] = [];
  const encoder = new TextEncoder();
  let left = windows.length;
  let gone: { reason: unknown } | undefined;
  const mustWait = () => ready.length === 0 && !gone;
  let wake: (() => void) | undefined;

  const leaveAll = answerWindows(deps, windows, {
    give(index, result) {
      ready.push({ index, result });
      wake?.();
    },
    fail(index, error) {
      const request = windows[index];
      if (!request) return;
      const problem = error instanceof ProblemError ? error.problem : internalProblem();
      if (problem.code === 'internal') log.error('window failed', { index, ...errorFacts(error) });
      ready.push({ index, result: failedRecord(request, problem, now()) });
      wake?.();
    },
  });
  const leave = (reason: unknown) => {
    gone ??= { reason };
    leaveAll(reason);
    wake?.();
  };
  const onAbort = () => leave(signal.reason);
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });

  return new ReadableStream({
    async pull(stream) {
      while (mustWait()) {
        await new Promise<void>((resolve) => (wake = resolve));
      }
      if (gone) return stream.error(gone.reason);
      const lines = ready.splice(0, LINES_A_CHUNK);
      left -= lines.length;
      const text = lines.map(({ index, result }) => writeLine(index, result)).join('');
      stream.enqueue(encoder.encode(text));
      if (left > 0) return;
      signal.removeEventListener('abort', onAbort);
      stream.close();
    },
    cancel() {
      signal.removeEventListener('abort', onAbort);
      leave(new DOMException('The reader left.', 'AbortError'));
    },
  });
}
