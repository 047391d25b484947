// Test doubles of the server: a manual clock, a scripted upstream, requests and responses.
import * as v from 'valibot';
import { WindowRecordSchema } from '../../../src/contract/wire/api.ts';
import type { WindowRequest } from '../../../src/contract/wire/api.ts';
import { DAY, HOUR, STEP } from '../../../src/contract/domain/time.ts';
import type { Span } from '../../../src/contract/domain/time.ts';
import { createApp } from '../../../src/server/app.ts';
import type { RequestHandler, AppDeps } from '../../../src/server/app.ts';
import { parseSettings } from '../../../src/server/settings/settings.ts';
import type { Settings } from '../../../src/server/settings/settings.ts';
import { ATTEMPT_TIMEOUT } from '../../../src/server/upstream/upstream-client.ts';
import type { Fetch } from '../../../src/server/upstream/upstream-client.ts';
import { sleepOnTimers } from '../../../src/server/timers.ts';
import type { Sleep } from '../../../src/server/timers.ts';

type ReceivedRecord = v.InferOutput<typeof WindowRecordSchema>;

/** 2026-11-20T12:02:00Z, two minutes into a bucket. */
export const NOW = Date.UTC(2026, 10, 20, 12, 2);
export const TODAY: Span = { begin: Date.UTC(2026, 10, 20), end: Date.UTC(2026, 10, 21) };
export const ORIGIN = 'http://127.0.0.1:8787';

/** Canary credentials, which may appear in signed requests only. */
export const CREDENTIALS = {
  accessKeyId: 'LTAIcanaryKeyId',
  accessKeySecret: 'canarySecretValue0123456789',
  securityToken: 'canaryStsTokenValue',
};

export function createSettings(changes: Partial<Settings> = {}): Settings {
  const { settings, errors } = parseSettings({});
  if (errors) throw new Error(errors.join('\n'));
  return { ...settings, credentials: CREDENTIALS, ...changes };
}

/** A clock that moves only by `advance`, which runs due timers in order. */
export function createManualTime(start = 0) {
  let now = start;
  let clockOffset = 0;
  let timers: { at: number; run: () => void }[] = [];
  const sleep: Sleep = (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const onAbort = () => {
        timers = timers.filter((other) => other !== timer);
        reject(signal?.reason);
      };
      const run = () => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      const timer = { at: now + ms, run };
      timers.push(timer);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  const advance = async (ms: number) => {
    const end = now + ms;
    await flushPromises();
    for (;;) {
      const due = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      timers = timers.filter((timer) => timer !== due);
      now = Math.max(now, due.at);
      due.run();
      await flushPromises();
    }
    now = end;
  };
  return {
    /** Wall clock. */
    now: () => now + clockOffset,
    /** Monotonic clock. */
    tick: () => now,
    sleep,
    advance,
    set: (at: number) => void (now = at),
    /** Changes the wall clock without letting time pass. */
    setClock: (by: number) => void (clockOffset += by),
  };
}

/** Runs all callbacks that wait for promises only. */
export function flushPromises(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Returns a signal that never aborts. */
export function neverAborts(): AbortSignal {
  return new AbortController().signal;
}

/** Sleeps for 0 ms, except for timeouts of attempts. */
export const skipSleep: Sleep = (ms, signal) =>
  ms === ATTEMPT_TIMEOUT ? sleepOnTimers(ms, signal) : sleepOnTimers(0, signal);

/** A response with one node per bucket of the requested span, each with `value`. */
export function respondWithValue(url: URL, value = '97.5'): Response {
  const begin = Number(url.searchParams.get('BeginTs'));
  const end = Number(url.searchParams.get('EndTs'));
  const Nodes = [];
  for (let at = begin; at <= end; at += STEP) Nodes.push({ Timestamp: String(at), Value: value });
  return Response.json({
    Nodes,
    RequestId: 'A01C98C5-25AE-124A-83FE-514DF5C5BE36',
    SummaryData: value,
  });
}

export function respondWithError(
  status: number,
  Code: string,
  headers: Record<string, string> = {},
) {
  const body = {
    Code,
    Message: `raw text of ${Code}: ${CREDENTIALS.accessKeyId}, ${CREDENTIALS.securityToken}`,
    RequestId: 'B01C98C5-25AE-124A-83FE-514DF5C5BE36',
    HostId: 'live',
  };
  return Response.json(body, { status, headers });
}

export interface StubUpstream {
  fetch: Fetch;
  /** All calls, in order. */
  calls: Request[];
}

/** An upstream that responds with `respond`, which gets the number of earlier calls. */
export function createStubUpstream(
  respond: (url: URL, call: number, signal: AbortSignal) => Response | Promise<Response> = (url) =>
    respondWithValue(url),
): StubUpstream {
  const calls: Request[] = [];
  return {
    calls,
    fetch: async (request, { signal }) => {
      calls.push(request);
      return respond(new URL(request.url), calls.length - 1, signal);
    },
  };
}

export function createTestApp(
  upstream: StubUpstream,
  changes: Partial<AppDeps> = {},
): RequestHandler {
  return createApp({
    settings: createSettings(),
    fetch: upstream.fetch,
    now: () => NOW,
    tick: changes.now ?? (() => NOW),
    random: () => 0.5,
    version: '1.2.3',
    sleep: skipSleep,
    ...changes,
  });
}

/** Yesterday's window of one app, with `changes`. */
export function createWindowRequest(changes: Partial<WindowRequest> = {}): WindowRequest {
  return {
    appId: '3f2a8c1e-app',
    metric: 'JoinChannelSucRate',
    begin: TODAY.begin - DAY,
    end: TODAY.begin,
    ...changes,
  };
}

/** One window per hour of yesterday. */
export function createHourRequests(count: number): WindowRequest[] {
  return Array.from({ length: count }, (_, hour) => {
    const begin = TODAY.begin - DAY + hour * HOUR;
    return createWindowRequest({ begin, end: begin + HOUR });
  });
}

export function createPostRequest(windows: readonly unknown[], init: RequestInit = {}): Request {
  return new Request(`${ORIGIN}/api/windows`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ windows }),
    ...init,
  });
}

export function parseRecords(text: string): ReceivedRecord[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => v.parse(WindowRecordSchema, JSON.parse(line)));
}

/** Requests windows and returns their records in the order of the request. */
export async function fetchRecords(
  app: RequestHandler,
  windows: readonly WindowRequest[],
): Promise<ReceivedRecord[]> {
  const response = await app(createPostRequest(windows));
  return parseRecords(await response.text()).sort((a, b) => a.index - b.index);
}
