import { Hono } from 'hono';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { MAX_WINDOWS } from '../../../src/contract/wire/api.ts';
import { ProblemSchema } from '../../../src/contract/wire/problem.ts';
import { METRICS } from '../../../src/contract/domain/metrics.ts';
import { listSegmentFilters } from '../../../src/contract/domain/segments.ts';
import { MAX_RANGE_DAYS, MINUTE } from '../../../src/contract/domain/time.ts';
import {
  MAX_CONCURRENT_REQUESTS,
  MAX_REQUESTS_PER_MINUTE,
  MAX_WINDOWS_PER_MINUTE,
  limitWindows,
} from '../../../src/server/middleware/client-limits.ts';
import type { AppEnv } from '../../../src/server/http/env.ts';
import { createTokenApp, createToken } from '../../support/server/access.ts';
import {
  NOW,
  createManualTime,
  createStubUpstream,
  flushPromises,
  createWindowRequest,
} from '../../support/server/test-doubles.ts';

const PATH = 'http://lens.example.com/api/windows';

/** Responds with the requested number of lines, one per read. */
function createLinesApp() {
  const time = createManualTime(NOW);
  const app = new Hono<AppEnv>();
  app.use(limitWindows(time.now, { perMinute: 1_000, concurrent: 3 }));
  app.get('/api/windows', (c) => {
    let left = Number(c.req.query('lines'));
    if (left === 0) return c.json({}, 400);
    const body = new ReadableStream({
      pull(stream) {
        if (left === 0) return stream.close();
        left -= 1;
        stream.enqueue(new TextEncoder().encode('{}\n'));
      },
    });
    return new Response(body, { headers: { 'content-type': 'application/x-ndjson' } });
  });
  return {
    time,
    request: (lines: number, id = 'alice') =>
      Promise.resolve(app.request(`${PATH}?lines=${lines}`, {}, { client: { id } })),
  };
}

async function retryAfterOf(response: Response) {
  expect(response.status).toBe(429);
  const problem = v.parse(ProblemSchema, await response.json());
  expect(problem).toMatchObject({ code: 'too_many_requests', retryable: true });
  expect(response.headers.get('retry-after')).toBe(
    String(Math.ceil((problem.retryAfterMs ?? 0) / 1_000)),
  );
  return problem.retryAfterMs;
}

describe('limitWindows', () => {
  it('limits the lines sent per user and minute', async () => {
    const { request, time } = createLinesApp();
    expect(await (await request(600)).text()).toHaveLength(600 * 3);
    await time.advance(20_000);
    await (await request(399)).text();
    await (await request(1)).text();
    expect(await retryAfterOf(await request(1))).toBe(MINUTE - 20_000);
    expect((await request(1, 'bob')).status).toBe(200);
    await time.advance(MINUTE - 20_000);
    expect((await request(1)).status).toBe(200);
  });

  it('counts only the lines that were sent before an abort', async () => {
    const { request } = createLinesApp();
    for (let i = 0; i < 200; i += 1) {
      const reader = (await request(1_000)).body?.getReader();
      await reader?.read();
      await reader?.cancel();
    }
    expect((await request(1)).status).toBe(200);
  });

  it('counts a rejected request as 300 windows', async () => {
    const { request } = createLinesApp();
    for (let i = 0; i < 4; i += 1) expect((await request(0)).status).toBe(400);
    expect(await retryAfterOf(await request(1))).toBe(MINUTE);
  });

  it('leaves room for several of the largest views with a comparison', () => {
    const largestView = 2 * MAX_RANGE_DAYS * METRICS.length * listSegmentFilters().length;
    expect(MAX_WINDOWS_PER_MINUTE).toBeGreaterThan(8 * largestView);
    expect(MAX_CONCURRENT_REQUESTS).toBeGreaterThan((3 * largestView) / MAX_WINDOWS);
  });

  it('limits concurrent requests until one is read or cancelled', async () => {
    const { request } = createLinesApp();
    const open = [await request(5), await request(5), await request(5)];
    expect(await retryAfterOf(await request(5))).toBe(1_000);
    expect((await request(5, 'bob')).status).toBe(200);
    await open[0]?.text();
    open[0] = await request(5);
    expect(open[0].status).toBe(200);
    await open[1]?.body?.cancel();
    open[1] = await request(5);
    expect(open[1].status).toBe(200);
    expect((await request(5)).status).toBe(429);
  });

  it('limits concurrent window requests of the app, but no others', async () => {
    const never = new Promise<Response>(() => {});
    const { send } = await createTokenApp({ fetch: createStubUpstream(() => never).fetch });
    const headers = {
      authorization: `Bearer ${createToken(1)}`,
      'content-type': 'application/json',
    };
    const post = (body: object) => send('/api/windows', { body: JSON.stringify(body), headers });
    const open: Response[] = [];
    while (open.length < MAX_CONCURRENT_REQUESTS)
      open.push(await post({ windows: [createWindowRequest()] }));
    expect(new Set(open.map(({ status }) => status))).toEqual(new Set([200]));
    await retryAfterOf(await post({ windows: [createWindowRequest()] }));
    expect((await send('/api/config', { headers })).status).toBe(200);
    // A request cancelled while it waits is released once.
    await open[0]?.body?.cancel();
    await flushPromises();
    open[0] = await post({ windows: [createWindowRequest()] });
    expect(open[0].status).toBe(200);
    await retryAfterOf(await post({ windows: [createWindowRequest()] }));
    await open[0].body?.cancel();
    for (let i = 0; i < MAX_WINDOWS_PER_MINUTE / 300; i += 1) {
      expect((await post({ windows: [] })).status).toBe(400);
    }
    await retryAfterOf(await post({ windows: [] }));
  });
});

describe('limitRequests', () => {
  it('limits requests per user and minute and says when to retry', async () => {
    const { getConfig, signIn, time } = await createTokenApp();
    const [alice, bob] = [await signIn(1), await signIn(2)];
    for (let i = 0; i < MAX_REQUESTS_PER_MINUTE; i++) {
      if (i === 300) time.set(time.now() + 20_000);
      expect((await getConfig(alice)).status).toBe(200);
    }
    const response = await getConfig(alice);
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '40']);
    expect(v.parse(ProblemSchema, await response.json())).toMatchObject({
      code: 'too_many_requests',
      retryAfterMs: 40_000,
    });
    expect((await getConfig(bob)).status).toBe(200);
    time.set(time.now() + 40_000);
    expect((await getConfig(alice)).status).toBe(200);
  });
});
