import { describe, expect, it, vi } from 'vitest';
import { MAX_BODY_BYTES } from '../../../src/contract/wire/api.ts';
import type { WindowRecord, WindowRequest } from '../../../src/contract/wire/api.ts';
import { ProblemError } from '../../../src/contract/wire/problem.ts';
import { DAY, STEP } from '../../../src/contract/domain/time.ts';
import { createWindowClient } from '../../../src/query/http/window-client.ts';

const buildRequest = (day: number, changes: Partial<WindowRequest> = {}): WindowRequest => ({
  appId: 'app-1',
  metric: 'FirstFrameCost',
  begin: day * DAY,
  end: (day + 1) * DAY,
  ...changes,
});

const buildRecord = (index: number, changes: Partial<WindowRecord> = {}): WindowRecord => ({
  index,
  status: 'ok',
  begin: 0,
  step: STEP,
  values: [index],
  summary: null,
  final: true,
  fetchedAt: 1,
  requestId: null,
  ...changes,
});

/** A server whose response bodies the test writes line by line. */
function createManualServer() {
  const calls: {
    windows: WindowRequest[];
    signal: AbortSignal;
    write(text: string): void;
    end(): void;
    disconnect(): void;
  }[] = [];
  const fetch = vi.fn((_url: string, init: RequestInit = {}) => {
    const { signal } = init;
    if (!signal || typeof init.body !== 'string') throw new Error('body or signal is missing');
    let stream!: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => void (stream = controller),
    });
    signal.addEventListener('abort', () => stream.error(signal.reason));
    calls.push({
      windows: (JSON.parse(init.body) as { windows: WindowRequest[] }).windows,
      signal,
      write: (text) => stream.enqueue(new TextEncoder().encode(text)),
      end: () => stream.close(),
      disconnect: () => stream.error(new TypeError('terminated')),
    });
    return Promise.resolve(new Response(body));
  });
  return { fetch, calls };
}

function setUp() {
  const server = createManualServer();
  let flush: () => void = () => undefined;
  const client = createWindowClient({ fetch: server.fetch, schedule: (run) => void (flush = run) });
  const signal = () => new AbortController().signal;
  return { ...server, client, flush: () => flush(), signal };
}

const write = (server: { write(text: string): void } | undefined, ...records: WindowRecord[]) =>
  server?.write(records.map((record) => `${JSON.stringify(record)}\n`).join(''));

describe('createWindowClient', () => {
  it('sends the loads of one task as one request, most urgent first, then newest first', async () => {
    const { client, calls, flush, signal } = setUp();
    const requests = [
      buildRequest(1),
      buildRequest(3),
      buildRequest(2, { metric: 'VideoStuckRate' }),
    ];
    const records = requests.map((request, i) =>
      client.load(request, { signal: signal(), priority: i === 2 ? 1 : 0 }),
    );
    flush();
    expect(calls).toHaveLength(1);
    expect(calls[0]?.windows.map(({ begin }) => begin / DAY)).toEqual([3, 1, 2]);
    write(calls[0], buildRecord(2), buildRecord(0), buildRecord(1));
    expect((await Promise.all(records)).map(({ index }) => index)).toEqual([1, 0, 2]);
  });

  it('resolves each window when its line arrives, also when a line arrives in pieces', async () => {
    const { client, calls, flush, signal } = setUp();
    const [first, second] = [
      client.load(buildRequest(2), { signal: signal() }),
      client.load(buildRequest(1), { signal: signal() }),
    ];
    flush();
    const text = JSON.stringify(buildRecord(0));
    calls[0]?.write(text.slice(0, 20));
    calls[0]?.write(`${text.slice(20)}\n`);
    await expect(first).resolves.toMatchObject({ index: 0 });
    write(calls[0], buildRecord(1));
    await expect(second).resolves.toMatchObject({ index: 1 });
  });

  it('decodes a character that is split across chunks', async () => {
    const { fetch } = createManualServer();
    const bytes = new TextEncoder().encode(
      `${JSON.stringify({ ...buildRecord(0), requestId: '首帧' })}\n`,
    );
    fetch.mockImplementationOnce(() =>
      Promise.resolve(
        new Response(
          new ReadableStream({
            start: (controller) => {
              for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
              controller.close();
            },
          }),
        ),
      ),
    );
    const client = createWindowClient({ fetch, schedule: (run) => run() });
    await expect(
      client.load(buildRequest(1), { signal: new AbortController().signal }),
    ).resolves.toMatchObject({ requestId: '首帧' });
  });

  it('rejects missing windows when the stream ends or disconnects, but not delivered ones', async () => {
    for (const how of ['end', 'disconnect'] as const) {
      const { client, calls, flush, signal } = setUp();
      const [first, second] = [
        client.load(buildRequest(2), { signal: signal() }),
        client.load(buildRequest(1), { signal: signal() }),
      ];
      flush();
      write(calls[0], buildRecord(0));
      await first;
      calls[0]?.[how]();
      await expect(second).rejects.toMatchObject({ problem: { code: 'offline', retryable: true } });
    }
  });

  it('skips invalid lines and rejects their windows at the end', async () => {
    const { client, calls, flush, signal } = setUp();
    const loading = client.load(buildRequest(1), { signal: signal() });
    flush();
    write(calls[0], buildRecord(7), { ...buildRecord(0), begin: Number.NaN });
    calls[0]?.end();
    await expect(loading).rejects.toBeInstanceOf(ProblemError);
  });

  it('rejects with bad_answer when a line is not JSON', async () => {
    const { client, calls, flush, signal } = setUp();
    const loading = client.load(buildRequest(1), { signal: signal() });
    flush();
    calls[0]?.write('<html>\n');
    await expect(loading).rejects.toMatchObject({ problem: { code: 'bad_answer' } });
  });

  it('cancels the request when all its windows are cancelled', async () => {
    const { client, calls, flush } = setUp();
    const caller = new AbortController();
    const loads = [buildRequest(1), buildRequest(2)].map((request) =>
      client.load(request, { signal: caller.signal }),
    );
    flush();
    caller.abort();
    for (const load of loads) await expect(load).rejects.toMatchObject({ name: 'AbortError' });
    flush();
    expect(calls).toHaveLength(1);
    expect(calls[0]?.signal.aborted).toBe(true);
  });

  it('moves the remaining windows to a new request before it cancels the old one', async () => {
    const { client, calls, flush, signal, fetch } = setUp();
    const caller = new AbortController();
    const cancelled = client.load(buildRequest(1), { signal: caller.signal });
    const staying = [buildRequest(2), buildRequest(3)].map((request) =>
      client.load(request, { signal: signal() }),
    );
    flush();
    write(calls[0], buildRecord(0));
    await staying[1];
    caller.abort();
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    flush();
    expect(calls).toHaveLength(2);
    expect(calls[1]?.windows.map(({ begin }) => begin / DAY)).toEqual([2]);
    expect(calls[0]?.signal.aborted).toBe(false);
    await fetch.mock.results[1]?.value;
    await vi.waitFor(() => expect(calls[0]?.signal.aborted).toBe(true));
    write(calls[1], buildRecord(0, { values: [42] }));
    await expect(staying[0]).resolves.toMatchObject({ values: [42] });
  });

  it('does not send a window that was cancelled before', async () => {
    const { client, calls, flush } = setUp();
    const caller = new AbortController();
    const first = client.load(buildRequest(1), { signal: caller.signal });
    caller.abort();
    flush();
    expect(calls).toHaveLength(0);
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
  });

  it.each([
    ['windows', {}, [1_000, 1]],
    ['bytes', { channelId: '频'.repeat(128) }, undefined],
  ])('splits more %s than the server accepts into several requests', (_case, changes, lengths) => {
    const { client, calls, flush, fetch, signal } = setUp();
    for (let day = 0; day < 1_001; day++)
      void client.load(buildRequest(day, changes), { signal: signal() });
    flush();
    expect(calls.flatMap((call) => call.windows)).toHaveLength(1_001);
    if (lengths) expect(calls.map((call) => call.windows.length)).toEqual(lengths);
    else expect(calls.length).toBeGreaterThan(1);
    for (const [, { body } = {}] of fetch.mock.calls) {
      expect(new Blob([body as string]).size).toBeLessThanOrEqual(MAX_BODY_BYTES);
    }
  });

  it.each([
    [
      'an error of the server',
      400,
      { code: 'bad_request', message: 'No.', retryable: false, field: 'windows.0.begin' },
      'bad_request',
    ],
    ['a gateway’s page', 502, 'bad gateway', 'offline'],
    ['another body', 500, 'oops', 'bad_answer'],
  ])('rejects with the problem of %s', async (_case, status, body, code) => {
    const fetch = () => Promise.resolve(new Response(JSON.stringify(body), { status }));
    const client = createWindowClient({ fetch, schedule: (run) => run() });
    await expect(
      client.load(buildRequest(1), { signal: new AbortController().signal }),
    ).rejects.toMatchObject({ problem: { code } });
  });

  it('rejects with offline when the server is unreachable', async () => {
    const client = createWindowClient({
      fetch: () => Promise.reject(new TypeError('Failed to fetch')),
      schedule: (run) => run(),
    });
    await expect(
      client.load(buildRequest(1), { signal: new AbortController().signal }),
    ).rejects.toMatchObject({ problem: { code: 'offline' } });
  });
});
