import { describe, expect, it } from 'vitest';
import {
  createManualTime,
  respondWithValue,
  fetchRecords,
  createStubUpstream,
  createHourRequests,
  parseRecords,
  createPostRequest,
  createTestApp,
  flushPromises,
  createSettings,
  createWindowRequest,
} from '../../support/server/test-doubles.ts';
import { streamWindows } from '../../../src/server/windows/stream-windows.ts';
import { STEP } from '../../../src/contract/domain/time.ts';
import type { WindowResult } from '../../../src/server/windows/fetch-window.ts';
import { SILENT_LOG } from '../../../src/server/telemetry/log.ts';

/** An upstream whose answers are released one by one. */
function createHeldUpstream() {
  const held: { url: URL; release: () => void }[] = [];
  const aborted: URL[] = [];
  const upstream = createStubUpstream(
    (url, _call, signal) =>
      new Promise((resolve, reject) => {
        held.push({ url, release: () => resolve(respondWithValue(url)) });
        signal.addEventListener('abort', () => {
          aborted.push(url);
          reject(signal.reason);
        });
      }),
  );
  const reached = async (count: number) => {
    while (upstream.calls.length < count) await flushPromises();
  };
  return { ...upstream, held, aborted, reached };
}

describe('POST /api/windows', () => {
  it('sends a line as soon as its window is in, in the order they finish', async () => {
    const upstream = createHeldUpstream();
    const response = await createTestApp(upstream)(createPostRequest(createHourRequests(3)));
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    await upstream.reached(3);
    const inOrder = upstream.held.toSorted((a, b) => a.url.search.localeCompare(b.url.search));
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const seen: number[] = [];
    for (const place of [2, 0, 1]) {
      inOrder[place]?.release();
      const { value = '' } = (await reader?.read()) ?? {};
      seen.push(
        ...parseRecords(value).map(({ begin }) =>
          inOrder.findIndex(({ url }) => url.searchParams.get('BeginTs') === String(begin)),
        ),
      );
    }
    expect(seen).toEqual([2, 0, 1]);
    expect((await reader?.read())?.done).toBe(true);
  });

  it('sends nothing any more once the reader has left', async () => {
    const upstream = createHeldUpstream();
    const time = createManualTime();
    const proxy = createTestApp(upstream, {
      settings: createSettings({ qps: 2 }),
      sleep: time.sleep,
    });
    const reader = new AbortController();
    const response = await proxy(
      createPostRequest(createHourRequests(20), { signal: reader.signal }),
    );
    await upstream.reached(2);
    reader.abort();
    await expect(response.text()).rejects.toThrow(/abort/i);
    await time.advance(60_000);
    expect(upstream.aborted).toHaveLength(2);
    expect(upstream.calls).toHaveLength(2);
  });

  it('leaves the work when the answer is cancelled', async () => {
    const upstream = createHeldUpstream();
    const response = await createTestApp(upstream)(createPostRequest([createWindowRequest()]));
    await upstream.reached(1);
    await response.body?.cancel();
    expect(upstream.aborted).toHaveLength(1);
  });

  it('goes on for another reader of the same window', async () => {
    const upstream = createHeldUpstream();
    const proxy = createTestApp(upstream);
    const first = await proxy(createPostRequest([createWindowRequest()]));
    const second = await proxy(createPostRequest([createWindowRequest()]));
    await upstream.reached(1);
    await first.body?.cancel();
    expect(upstream.aborted).toEqual([]);
    upstream.held[0]?.release();
    expect(parseRecords(await second.text())[0]?.status).toBe('ok');
    expect(upstream.calls).toHaveLength(1);
  });

  it('answers for what an earlier reader left', async () => {
    const upstream = createHeldUpstream();
    const proxy = createTestApp(upstream);
    const first = await proxy(createPostRequest([createWindowRequest()]));
    await upstream.reached(1);
    await first.body?.cancel();
    const again = fetchRecords(proxy, [createWindowRequest()]);
    await upstream.reached(2);
    upstream.held[1]?.release();
    expect((await again)[0]?.status).toBe('ok');
  });
});

const stay = () => new AbortController().signal;

/** Of no window there is an answer, and any number may wait. */
const nothingKept = {
  findKept: () => Promise.resolve({ hasOlder: false }),
  enter: () => () => undefined,
  atOnce: 100,
  now: () => 1,
  log: SILENT_LOG,
};

describe('streamWindows', () => {
  it('puts an error of our own into a line, without its text', async () => {
    const stream = streamWindows(
      {
        ...nothingKept,
        fetchWindow: () => Promise.reject(new Error('secret detail')),
      },
      [createWindowRequest()],
      stay(),
    );
    const text = await new Response(stream).text();
    expect(parseRecords(text)[0]).toMatchObject({
      index: 0,
      status: 'failed',
      problem: { code: 'internal' },
    });
    expect(text).not.toContain('secret');
  });

  it('writes no further than its reader reads', async () => {
    let written = 0;
    const line: WindowResult = {
      status: 'ok',
      begin: 0,
      step: STEP,
      get encodedValues() {
        written += 1;
        return '[]';
      },
      summary: null,
      final: true,
      fetchedAt: 0,
      requestId: null,
    };
    const stream = streamWindows(
      { ...nothingKept, fetchWindow: () => Promise.resolve(line) },
      Array.from({ length: 1_000 }, () => createWindowRequest()),
      stay(),
    );
    await flushPromises();
    await flushPromises();
    expect(written).toBeLessThan(50);
    expect(parseRecords(await new Response(stream).text())).toHaveLength(1_000);
  });
});
