import { describe, expect, it, vi } from 'vitest';
import { MAX_BODY_BYTES } from '../../../src/contract/wire/api.ts';
import type { WindowRecord, WindowRequest } from '../../../src/contract/wire/api.ts';
import { ProblemError } from '../../../src/contract/wire/problem.ts';
import { DAY, STEP } from '../../../src/contract/domain/time.ts';
import { createWindowClient } from '../../../src/query/http/window-client.ts';

const ask = (day: number, more: Partial<WindowRequest> = {}): WindowRequest => ({
  appId: 'app-1',
  metric: 'FirstFrameCost',
  begin: day * DAY,
  end: (day + 1) * DAY,
  ...more,
});

const line = (index: number, more: Partial<WindowRecord> = {}): WindowRecord => ({
  index,
  status: 'ok',
  begin: 0,
  step: STEP,
  values: [index],
  summary: null,
  final: true,
  fetchedAt: 1,
  requestId: null,
  ...more,
});

/** A server whose answers are written by hand, line by line. */
function createHandServer() {
  const calls: {
    windows: WindowRequest[];
    signal: AbortSignal;
    write(text: string): void;
    end(): void;
    cut(): void;
  }[] = [];
  const fetch = vi.fn((_url: string, init: RequestInit = {}) => {
    const { signal } = init;
    if (!signal || typeof init.body !== 'string')
      throw new Error('a request has a body and a signal');
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
      cut: () => stream.error(new TypeError('terminated')),
    });
    return Promise.resolve(new Response(body));
  });
  return { fetch, calls };
}

function setUp() {
  const server = createHandServer();
  let flush: () => void = () => undefined;
  const client = createWindowClient({ fetch: server.fetch, schedule: (run) => void (flush = run) });
  const signal = () => new AbortController().signal;
  return { ...server, client, flush: () => flush(), signal };
}

const write = (server: { write(text: string): void } | undefined, ...lines: WindowRecord[]) =>
  server?.write(lines.map((one) => `${JSON.stringify(one)}\n`).join(''));

describe('createWindowClient', () => {
  it('sends what is asked in the same moment as one request, urgent first, then newest first', async () => {
    const { client, calls, flush, signal } = setUp();
    const asked = [ask(1), ask(3), ask(2, { metric: 'VideoStuckRate' })];
    const answers = asked.map((request, i) =>
      client.load(request, { signal: signal(), priority: i === 2 ? 1 : 0 }),
    );
    flush();
    expect(calls).toHaveLength(1);
    expect(calls[0]?.windows.map((one) => one.begin / DAY)).toEqual([3, 1, 2]);
    write(calls[0], line(2), line(0), line(1));
    expect((await Promise.all(answers)).map((one) => one.index)).toEqual([1, 0, 2]);
  });

  it('hands over each window as its line arrives, even when a line comes in pieces', async () => {
    const { client, calls, flush, signal } = setUp();
    const [first, second] = [
      client.load(ask(2), { signal: signal() }),
      client.load(ask(1), { signal: signal() }),
    ];
    flush();
    const text = JSON.stringify(line(0));
    calls[0]?.write(text.slice(0, 20));
    calls[0]?.write(`${text.slice(20)}\n`);
    await expect(first).resolves.toMatchObject({ index: 0 });
    write(calls[0], line(1));
    await expect(second).resolves.toMatchObject({ index: 1 });
  });

  it('reads a character cut in two by the network', async () => {
    const { fetch } = createHandServer();
    const bytes = new TextEncoder().encode(
      `${JSON.stringify({ ...line(0), requestId: '首帧' })}\n`,
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
      client.load(ask(1), { signal: new AbortController().signal }),
    ).resolves.toMatchObject({ requestId: '首帧' });
  });

  it('reports windows that never came when the stream ends or is cut, and keeps those that did', async () => {
    for (const how of ['end', 'cut'] as const) {
      const { client, calls, flush, signal } = setUp();
      const [first, second] = [
        client.load(ask(2), { signal: signal() }),
        client.load(ask(1), { signal: signal() }),
      ];
      flush();
      write(calls[0], line(0));
      await first;
      calls[0]?.[how]();
      await expect(second).rejects.toMatchObject({ problem: { code: 'offline', retryable: true } });
    }
  });

  it('skips lines it cannot place and says that the window was lost', async () => {
    const { client, calls, flush, signal } = setUp();
    const answer = client.load(ask(1), { signal: signal() });
    flush();
    write(calls[0], line(7), { ...line(0), begin: Number.NaN });
    calls[0]?.end();
    await expect(answer).rejects.toBeInstanceOf(ProblemError);
  });

  it('says that the answer could not be read when a line is not JSON', async () => {
    const { client, calls, flush, signal } = setUp();
    const answer = client.load(ask(1), { signal: signal() });
    flush();
    calls[0]?.write('<html>\n');
    await expect(answer).rejects.toMatchObject({ problem: { code: 'bad_answer' } });
  });

  it('cancels the request once nobody waits for any of its windows', async () => {
    const { client, calls, flush } = setUp();
    const left = new AbortController();
    const both = [ask(1), ask(2)].map((one) => client.load(one, { signal: left.signal }));
    flush();
    left.abort();
    for (const one of both) await expect(one).rejects.toMatchObject({ name: 'AbortError' });
    flush();
    expect(calls).toHaveLength(1);
    expect(calls[0]?.signal.aborted).toBe(true);
  });

  it('moves those who stay to a request of their own when others leave, and only then cancels', async () => {
    const { client, calls, flush, signal, fetch } = setUp();
    const left = new AbortController();
    const leaving = client.load(ask(1), { signal: left.signal });
    const staying = [ask(2), ask(3)].map((one) => client.load(one, { signal: signal() }));
    flush();
    write(calls[0], line(0));
    await staying[1];
    left.abort();
    await expect(leaving).rejects.toMatchObject({ name: 'AbortError' });
    flush();
    expect(calls).toHaveLength(2);
    expect(calls[1]?.windows.map((one) => one.begin / DAY)).toEqual([2]);
    expect(calls[0]?.signal.aborted).toBe(false);
    await fetch.mock.results[1]?.value;
    await vi.waitFor(() => expect(calls[0]?.signal.aborted).toBe(true));
    write(calls[1], line(0, { values: [42] }));
    await expect(staying[0]).resolves.toMatchObject({ values: [42] });
  });

  it('never sends what was cancelled before it left', async () => {
    const { client, calls, flush } = setUp();
    const left = new AbortController();
    const first = client.load(ask(1), { signal: left.signal });
    left.abort();
    flush();
    expect(calls).toHaveLength(0);
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
  });

  it.each([
    ['windows', {}, [1_000, 1]],
    ['bytes', { channelId: '频'.repeat(128) }, undefined],
  ])('cuts more %s than the server takes into several requests', (_what, more, lengths) => {
    const { client, calls, flush, fetch, signal } = setUp();
    for (let day = 0; day < 1_001; day++) void client.load(ask(day, more), { signal: signal() });
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
      'a Problem of the server',
      400,
      { code: 'bad_request', message: 'No.', retryable: false, field: 'windows.0.begin' },
      'bad_request',
    ],
    ['a gateway’s own page', 502, 'bad gateway', 'offline'],
    ['something else', 500, 'oops', 'bad_answer'],
  ])('turns %s into a Problem', async (_what, status, body, code) => {
    const fetch = () => Promise.resolve(new Response(JSON.stringify(body), { status }));
    const client = createWindowClient({ fetch, schedule: (run) => run() });
    await expect(
      client.load(ask(1), { signal: new AbortController().signal }),
    ).rejects.toMatchObject({ problem: { code } });
  });

  it('calls a server that cannot be reached offline', async () => {
    const client = createWindowClient({
      fetch: () => Promise.reject(new TypeError('Failed to fetch')),
      schedule: (run) => run(),
    });
    await expect(
      client.load(ask(1), { signal: new AbortController().signal }),
    ).rejects.toMatchObject({ problem: { code: 'offline' } });
  });
});
