// The answer of POST /api/windows: a line a window, in the order they finish.
import type { WindowLine, WindowRequest } from '../contract/api.ts';
import type { EpochMs } from '../contract/time.ts';
import { failedLine } from './fetch-window.ts';
import type { FetchWindow } from './fetch-window.ts';
import { errorFacts } from './log.ts';
import type { Log } from './log.ts';
import { internalProblem } from './problem-response.ts';

/** Lines written at once, so that a thousand that are ready do not make one huge chunk. */
const LINES_A_CHUNK = 16;

export interface WindowsStreamDeps {
  fetchWindow: FetchWindow;
  now: () => EpochMs;
  log: Log;
}

/**
 * Starts on every window at once and gives each exactly one line of NDJSON. Lines are put into bytes
 * only as the reader takes them. When `signal` aborts or the reader leaves, the windows still under
 * way are left too.
 */
export function streamWindows(
  { fetchWindow, now, log }: WindowsStreamDeps,
  windows: readonly WindowRequest[],
  signal: AbortSignal,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const gone = new AbortController();
  const ready: WindowLine[] = [];
  const encoder = new TextEncoder();
  let left = windows.length;
  let wake = () => {};

  const leave = () => {
    gone.abort(signal.reason);
    wake();
  };
  if (signal.aborted) leave();
  else signal.addEventListener('abort', leave, { once: true });

  const answer = async (request: WindowRequest, index: number) => {
    try {
      ready.push({ index, ...(await fetchWindow(request, gone.signal)) });
    } catch (error) {
      if (gone.signal.aborted) return;
      log.error('window failed', { index, ...errorFacts(error) });
      ready.push({ index, ...failedLine(request, internalProblem(), now()) });
    }
    wake();
  };
  windows.forEach((request, index) => void answer(request, index));

  return new ReadableStream({
    async pull(stream) {
      while (ready.length === 0 && !gone.signal.aborted) {
        await new Promise<void>((resolve) => (wake = resolve));
      }
      if (gone.signal.aborted) return stream.error(gone.signal.reason);
      const lines = ready.splice(0, LINES_A_CHUNK);
      left -= lines.length;
      stream.enqueue(encoder.encode(lines.map((line) => `${JSON.stringify(line)}\n`).join('')));
      if (left > 0) return;
      signal.removeEventListener('abort', leave);
      stream.close();
    },
    cancel() {
      signal.removeEventListener('abort', leave);
      gone.abort(new DOMException('The reader left.', 'AbortError'));
      wake();
    },
  });
}
