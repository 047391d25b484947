// The answer of POST /api/windows: a line a window, in the order they finish.
import type { WindowLine, WindowRequest } from '../contract/api.ts';
import type { EpochMs } from '../contract/time.ts';
import { failedLine } from './fetch-window.ts';
import type { WindowResult } from './fetch-window.ts';
import { errorFacts } from './log.ts';
import type { Log } from './log.ts';
import { internalProblem } from './problem-response.ts';

/** Lines written at once, so that a thousand that are ready do not make one huge chunk. */
const LINES_A_CHUNK = 16;

export interface WindowsStreamDeps {
  fetchWindow: (request: WindowRequest, signal: AbortSignal) => Promise<WindowResult>;
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
  // A controller a window: runtimes warn of a leak when a thousand listen to one signal.
  const leavers = windows.map(() => new AbortController());
  const ready: WindowLine[] = [];
  const encoder = new TextEncoder();
  let left = windows.length;
  let gone: { reason: unknown } | undefined;
  const mustWait = () => ready.length === 0 && !gone;
  let wake: (() => void) | undefined;

  const leave = (reason: unknown) => {
    gone ??= { reason };
    for (const leaver of leavers) leaver.abort(reason);
    wake?.();
  };
  const onAbort = () => leave(signal.reason);
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });

  const answer = async (request: WindowRequest, index: number, { signal }: AbortController) => {
    try {
      ready.push({ index, ...(await fetchWindow(request, signal)) });
    } catch (error) {
      if (signal.aborted) return;
      log.error('window failed', { index, ...errorFacts(error) });
      ready.push({ index, ...failedLine(request, internalProblem(), now()) });
    }
    wake?.();
  };
  leavers.forEach((leaver, index) => {
    const request = windows[index];
    if (request) void answer(request, index, leaver);
  });

  return new ReadableStream({
    async pull(stream) {
      while (mustWait()) {
        await new Promise<void>((resolve) => (wake = resolve));
      }
      if (gone) return stream.error(gone.reason);
      const lines = ready.splice(0, LINES_A_CHUNK);
      left -= lines.length;
      stream.enqueue(encoder.encode(lines.map((line) => `${JSON.stringify(line)}\n`).join('')));
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
