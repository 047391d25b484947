// Between a request and its windows: what needs no call is given at once, the rest is asked for a part
// at a time, so that what waits costs little more than its place.
import type { WindowRequest } from '../../contract/wire/api.ts';
import type { FindCached, WindowResult } from './fetch-window.ts';

export interface AnswerWindowsDeps {
  findKept: FindCached;
  fetchWindow: (request: WindowRequest, signal: AbortSignal) => Promise<WindowResult>;
  /** Counts in a window that waits to be asked for, and gives back what counts it out. Throws when it is one too many. */
  enter: () => () => void;
  /** Windows of one request that are asked for at once. */
  atOnce: number;
}

/** Windows of one request that are looked up at once: one with a thousand archived days must not stand before everybody else's at the disk. */
const LOOKS_AT_ONCE = 16;

export interface Answers {
  give: (index: number, result: WindowResult) => void;
  fail: (index: number, error: unknown) => void;
}

interface Waiting {
  index: number;
  request: WindowRequest;
  countOut: () => void;
}

/** Starts on every window, each of which is told once; gives back what leaves those that were not yet. */
export function answerWindows(
  { findKept, fetchWindow, enter, atOnce }: AnswerWindowsDeps,
  windows: readonly WindowRequest[],
  { give, fail }: Answers,
): (reason: unknown) => void {
  // What there is an older answer of can wait until everything has one.
  const unknown: Waiting[] = [];
  const older: Waiting[] = [];
  const underWay = new Set<AbortController>();
  let isLeft = false;

  const ask = async ({ index, request, countOut }: Waiting) => {
    // A controller a window: runtimes warn of a leak when a thousand listen to one signal.
    const leaver = new AbortController();
    underWay.add(leaver);
    countOut();
    try {
      give(index, await fetchWindow(request, leaver.signal));
    } catch (error) {
      if (!leaver.signal.aborted) fail(index, error);
    }
    underWay.delete(leaver);
    askNext();
  };

  const askNext = () => {
    while (underWay.size < atOnce) {
      const next = unknown.shift() ?? older.shift();
      if (!next) return;
      void ask(next);
    }
  };

  const look = async (request: WindowRequest, index: number) => {
    try {
      const { line, hasOlder } = await findKept(request);
      if (isLeft) return;
      if (line) return give(index, line);
      (hasOlder ? older : unknown).push({ index, request, countOut: enter() });
      askNext();
    } catch (error) {
      fail(index, error);
    }
  };

  const toLook = windows.entries();
  const lookOn = async () => {
    for (const [index, request] of toLook) {
      if (isLeft) return;
      await look(request, index);
    }
  };
  for (let n = 0; n < LOOKS_AT_ONCE; n += 1) void lookOn();

  return (reason) => {
    isLeft = true;
    for (const { countOut } of [...unknown.splice(0), ...older.splice(0)]) countOut();
    for (const leaver of underWay) leaver.abort(reason);
  };
}
