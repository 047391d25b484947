import { describe, expect, it } from 'vitest';
import {
  createHourRequests,
  createManualTime,
  createPostRequest,
  createSettings,
  createStubUpstream,
  createTestApp,
  createWindowRequest,
  fetchRecords,
  flushPromises,
  parseRecords,
  respondWithValue,
} from '../../support/server/test-doubles.ts';

/** An upstream whose responses are released one by one. */
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
  const waitForCalls = async (count: number) => {
    while (upstream.calls.length < count) await flushPromises();
  };
  return { ...upstream, held, aborted, waitForCalls };
}

describe('POST /api/windows', () => {
  it('sends each record as soon as its window has loaded', async () => {
    const upstream = createHeldUpstream();
    const response = await createTestApp(upstream)(createPostRequest(createHourRequests(3)));
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    await upstream.waitForCalls(3);
    const inOrder = upstream.held.toSorted((a, b) => a.url.search.localeCompare(b.url.search));
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const received: number[] = [];
    for (const index of [2, 0, 1]) {
      inOrder[index]?.release();
      const { value = '' } = (await reader?.read()) ?? {};
      received.push(
        ...parseRecords(value).map(({ begin }) =>
          inOrder.findIndex(({ url }) => url.searchParams.get('BeginTs') === String(begin)),
        ),
      );
    }
    expect(received).toEqual([2, 0, 1]);
    expect((await reader?.read())?.done).toBe(true);
  });

  it('aborts calls under way and makes no more when the request is aborted', async () => {
    const upstream = createHeldUpstream();
    const time = createManualTime();
    const app = createTestApp(upstream, {
      settings: createSettings({ qps: 2 }),
      sleep: time.sleep,
    });
    const client = new AbortController();
    const response = await app(
      createPostRequest(createHourRequests(20), { signal: client.signal }),
    );
    await upstream.waitForCalls(2);
    client.abort();
    await expect(response.text()).rejects.toThrow(/abort/i);
    await time.advance(60_000);
    expect(upstream.aborted).toHaveLength(2);
    expect(upstream.calls).toHaveLength(2);
  });

  it('aborts the call when the response body is cancelled', async () => {
    const upstream = createHeldUpstream();
    const response = await createTestApp(upstream)(createPostRequest([createWindowRequest()]));
    await upstream.waitForCalls(1);
    await response.body?.cancel();
    expect(upstream.aborted).toHaveLength(1);
  });

  it('continues the call while another client waits for the same window', async () => {
    const upstream = createHeldUpstream();
    const app = createTestApp(upstream);
    const first = await app(createPostRequest([createWindowRequest()]));
    const second = await app(createPostRequest([createWindowRequest()]));
    await upstream.waitForCalls(1);
    await first.body?.cancel();
    expect(upstream.aborted).toEqual([]);
    upstream.held[0]?.release();
    expect(parseRecords(await second.text())[0]?.status).toBe('ok');
    expect(upstream.calls).toHaveLength(1);
  });

  it('makes a new call for a window whose earlier call was aborted', async () => {
    const upstream = createHeldUpstream();
    const app = createTestApp(upstream);
    const first = await app(createPostRequest([createWindowRequest()]));
    await upstream.waitForCalls(1);
    await first.body?.cancel();
    const second = fetchRecords(app, [createWindowRequest()]);
    await upstream.waitForCalls(2);
    upstream.held[1]?.release();
    expect((await second)[0]?.status).toBe('ok');
  });
});
