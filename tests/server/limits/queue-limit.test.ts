import { describe, expect, it } from 'vitest';
import {
  MAX_WAITING_PER_CLIENT,
  createQueueLimit,
} from '../../../src/server/limits/queue-limit.ts';
import { NOOP_METRICS } from '../../../src/server/telemetry/metrics.ts';
import {
  createPostRequest,
  createStubUpstream,
  createTestApp,
  createWindowRequest,
  flushPromises,
} from '../../support/server/test-doubles.ts';
import { createWindowRequests } from '../../support/server/window-service.ts';

describe('createQueueLimit', () => {
  it('limits the windows of each client and of all clients', () => {
    const queueLimit = createQueueLimit({
      slots: 50,
      metrics: NOOP_METRICS,
      maxPerClient: 2,
      maxTotal: 3,
    });
    const release = queueLimit.acquire('a');
    queueLimit.acquire('a');
    expect(() => queueLimit.acquire('a')).toThrow('waiting for the upstream');
    queueLimit.acquire('b');
    expect(() => queueLimit.check('c')).toThrow('waiting for the upstream');
    release();
    release();
    queueLimit.acquire('c');
    expect(() => queueLimit.check('d')).toThrow('waiting for the upstream');
  });

  it('makes the server respond with 429 and Retry-After to a client beyond its limit', async () => {
    const silent = createStubUpstream((_url, _call, signal) => {
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    });
    const app = createTestApp(silent);
    const { signal, abort } = createAbortable();
    const client = { id: 'greedy' };
    const windows = createWindowRequests('many', MAX_WAITING_PER_CLIENT);
    for (let from = 0; from < MAX_WAITING_PER_CLIENT; from += 1_000) {
      const request = createPostRequest(windows.slice(from, from + 1_000), { signal });
      expect((await app(request, client)).status).toBe(200);
    }
    await flushPromises();
    const rejected = await app(createPostRequest([createWindowRequest()]), client);
    expect([rejected.status, rejected.headers.get('retry-after')]).toEqual([429, '60']);
    expect(await rejected.json()).toMatchObject({ code: 'too_many_requests', retryable: true });
    const otherClient = await app(createPostRequest([createWindowRequest()], { signal }));
    expect(otherClient.status).toBe(200);
    abort();
  }, 60_000);
});

function createAbortable() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
