// What one person may have: windows a minute, requests for them at once.
import { Hono } from 'hono';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { MAX_WINDOWS } from '../../../src/contract/wire/api.ts';
import { ProblemSchema } from '../../../src/contract/wire/problem.ts';
import { METRICS } from '../../../src/contract/domain/metrics.ts';
import { DAY, MAX_RANGE_DAYS, MINUTE } from '../../../src/contract/domain/time.ts';
import {
  MAX_CONCURRENT_REQUESTS,
  MAX_WINDOWS_PER_MINUTE,
  limitWindows,
} from '../../../src/server/middleware/client-limits.ts';
import type { AppEnv } from '../../../src/server/http/env.ts';
import { readBody } from '../../../src/server/http/read-body.ts';
import { createTokenApp, createToken } from '../../support/server/access.ts';
import {
  NOW,
  createManualTime,
  createStubUpstream,
  flushPromises,
  createWindowRequest,
} from '../../support/server/test-doubles.ts';

const PATH = 'http://lens.example.com/api/windows';

/** A server that answers with so many lines as it is asked for, sent a line at a time as they are taken. */
function serveLines() {
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
    ask: (lines: number, id = 'alice') =>
      Promise.resolve(app.request(`${PATH}?lines=${lines}`, {}, { client: { id } })),
  };
}

async function waitOf(response: Response) {
  expect(response.status).toBe(429);
  const problem = v.parse(ProblemSchema, await response.json());
  expect(problem).toMatchObject({ code: 'too_many_requests', retryable: true });
  expect(response.headers.get('retry-after')).toBe(
    String(Math.ceil((problem.retryAfterMs ?? 0) / 1_000)),
  );
  return problem.retryAfterMs;
}

describe('windows of one person in a minute', () => {
  it('are bounded by their lines, and come again when the minute is over', async () => {
    const { ask, time } = serveLines();
    expect(await (await ask(600)).text()).toHaveLength(600 * 3);
    await time.advance(20_000);
    await (await ask(399)).text();
    await (await ask(1)).text();
    expect(await waitOf(await ask(1))).toBe(MINUTE - 20_000);
    expect((await ask(1, 'bob')).status).toBe(200);
    await time.advance(MINUTE - 20_000);
    expect((await ask(1)).status).toBe(200);
  });

  it('are those that went out of what was left', async () => {
    const { ask } = serveLines();
    for (let i = 0; i < 200; i += 1) {
      const reader = (await ask(1_000)).body?.getReader();
      await reader?.read();
      await reader?.cancel();
    }
    expect((await ask(1)).status).toBe(200);
  });

  it('are as good as had where a request was refused: it was read and checked all the same', async () => {
    const { ask } = serveLines();
    for (let i = 0; i < 4; i += 1) expect((await ask(0)).status).toBe(400);
    expect(await waitOf(await ask(1))).toBe(MINUTE);
  });

  it('are enough for the largest view, compared, several times over', () => {
    const [days, metrics, segments] = [MAX_RANGE_DAYS, METRICS.length, 9];
    expect(MAX_WINDOWS_PER_MINUTE).toBeGreaterThan(8 * 2 * days * metrics * segments);
    expect(MAX_CONCURRENT_REQUESTS).toBeGreaterThan(
      (3 * 2 * days * metrics * segments) / MAX_WINDOWS,
    );
  });
});

describe('requests for windows of one person at once', () => {
  it('are bounded until one is read, or left', async () => {
    const { ask } = serveLines();
    const open = [await ask(5), await ask(5), await ask(5)];
    expect(await waitOf(await ask(5))).toBe(1_000);
    expect((await ask(5, 'bob')).status).toBe(200);
    await open[0]?.text();
    open[0] = await ask(5);
    expect(open[0].status).toBe(200);
    await open[1]?.body?.cancel();
    open[1] = await ask(5);
    expect(open[1].status).toBe(200);
    expect((await ask(5)).status).toBe(429);
  });

  it('are bounded in the whole proxy too, and only those', async () => {
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
    await waitOf(await post({ windows: [createWindowRequest()] }));
    expect((await send('/api/config', { headers })).status).toBe(200);
    // Left while it waits, it is counted out once.
    await open[0]?.body?.cancel();
    await flushPromises();
    open[0] = await post({ windows: [createWindowRequest()] });
    expect(open[0].status).toBe(200);
    await waitOf(await post({ windows: [createWindowRequest()] }));
    await open[0].body?.cancel();
    for (let i = 0; i < MAX_WINDOWS_PER_MINUTE / 300; i += 1) {
      expect((await post({ windows: [] })).status).toBe(400);
    }
    await waitOf(await post({ windows: [] }));
  });
});

describe('large bodies that come at once', () => {
  it('are begun a turn of the event loop apart, so that others are heard in between', async () => {
    let turns = 0;
    let isOver = false;
    const count = () => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    count();
    const windows = Array.from({ length: MAX_WINDOWS }, (_, i) =>
      createWindowRequest({ begin: i * DAY, end: (i + 1) * DAY }),
    );
    const seen = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const body = JSON.stringify({ windows });
        await readBody(new Request(PATH, { method: 'POST', body }), v.unknown(), body.length);
        return turns;
      }),
    );
    isOver = true;
    await flushPromises();
    expect(new Set(seen).size).toBe(8);
  });
});
