import { describe, expect, it } from 'vitest';
import { MAX_WAITING_PER_CLIENT } from '../../../src/server/limits/queue-limit.ts';
import {
  NOW,
  TODAY,
  createWindowRequest,
  flushPromises,
  neverAborts,
} from '../../support/server/test-doubles.ts';
import {
  createTestWindowService,
  createWindowRequests,
} from '../../support/server/window-service.ts';

const BACKGROUND = { client: 'recorder', isBackground: true };

describe('createWindowService', () => {
  it('serves another client within 1.2 s while one client has filled its queue limit', async () => {
    const service = createTestWindowService();
    const controllers: AbortController[] = [];
    const records = createWindowRequests('many', MAX_WAITING_PER_CLIENT).map((request) => {
      const controller = new AbortController();
      controllers.push(controller);
      return service
        .fetchWindow(request, controller.signal, { client: 'many' })
        .catch(() => undefined);
    });
    await flushPromises();
    const rejected = await service.fetchWindow(createWindowRequest(), neverAborts(), {
      client: 'many',
    });
    expect(rejected).toMatchObject({
      status: 'failed',
      problem: { code: 'too_many_requests', retryable: true, retryAfterMs: 60_000 },
    });
    await service.time.advance(5_000);
    expect(service.calls.length).toBeGreaterThan(200);
    const requestedAt = service.time.now();
    let loadedAt = Infinity;
    void service
      .fetchWindow(createWindowRequest({ appId: 'one' }), neverAborts(), { client: 'one' })
      .then(() => (loadedAt = service.time.now()));
    await service.time.advance(1_200);
    expect(loadedAt - requestedAt).toBeLessThanOrEqual(1_200);
    for (const controller of controllers) controller.abort(new Error('left'));
    await Promise.all(records);
    const callsBefore = service.calls.length;
    await service.time.advance(60_000);
    expect(service.calls).toHaveLength(callsBefore);
    const accepted = service.fetchWindow(createWindowRequest(), neverAborts(), { client: 'many' });
    await service.time.advance(2_000);
    expect(await accepted).toMatchObject({ status: 'ok' });
  }, 60_000);

  it('makes one call for many clients, at the highest of their priorities', async () => {
    const service = createTestWindowService({ qps: 5 });
    const queued = createWindowRequests('queued', 40);
    for (const request of queued) void service.fetchWindow(request, neverAborts(), BACKGROUND);
    await service.time.advance(10);
    const last = queued[39] ?? createWindowRequest();
    const records = Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        service.fetchWindow(last, neverAborts(), { client: `client ${index}` }),
      ),
    );
    expect(service.stats().quota.waiting).toEqual({ interactive: 0, refresh: 0, backfill: 39 });
    await service.time.advance(200);
    expect((await records).every(({ status }) => status === 'ok')).toBe(true);
    const appCalls = service.calls.filter(({ params }) => params['AppId'] === last.appId);
    expect(appCalls.at(-1)?.params['BeginTs']).toBe(String(last.begin));
    await service.time.advance(60_000);
    expect(service.calls).toHaveLength(40);
  });

  it('lowers the priority of a call when the waiters with a higher one have left', async () => {
    const service = createTestWindowService({ qps: 1 });
    const queued = createWindowRequests('queued', 40);
    for (const request of queued) void service.fetchWindow(request, neverAborts(), BACKGROUND);
    await service.time.advance(10);
    const controllers = Array.from({ length: 2 }, () => new AbortController());
    for (const { signal } of controllers) {
      void service
        .fetchWindow(queued[39] ?? createWindowRequest(), signal, { client: 'a' })
        .catch(() => 'left');
    }
    await flushPromises();
    const getLengths = () => service.stats().quota.waiting;
    expect(getLengths()).toEqual({ interactive: 1, refresh: 0, backfill: 38 });
    controllers[0]?.abort(new Error('left'));
    expect(getLengths()).toEqual({ interactive: 1, refresh: 0, backfill: 38 });
    controllers[1]?.abort(new Error('left'));
    expect(getLengths()).toEqual({ interactive: 0, refresh: 0, backfill: 39 });
    await service.time.advance(10 * 60_000);
    expect(service.calls.at(-1)?.params['BeginTs']).toBe(String(queued[39]?.begin));
  });

  it('never sends a queued call when its last waiter has left', async () => {
    const service = createTestWindowService({ qps: 1 });
    const [first, second] = [new AbortController(), new AbortController()];
    void service.fetchWindow(createWindowRequest({ appId: 'busy' }), neverAborts(), {
      client: 'a',
    });
    await service.time.advance(10);
    const results = [first, second].map(({ signal }) =>
      service.fetchWindow(createWindowRequest(), signal, { client: 'a' }).catch(() => 'left'),
    );
    await flushPromises();
    first.abort(new Error('left'));
    await flushPromises();
    expect(service.stats().quota.waiting.interactive).toBe(1);
    second.abort(new Error('left'));
    await service.time.advance(10_000);
    expect(await Promise.all(results)).toEqual(['left', 'left']);
    expect(service.calls).toHaveLength(1);
  });

  it('refreshes a stale copy after windows that have no copy', async () => {
    const service = createTestWindowService({ qps: 1 });
    const fetchForClient = (changes: Parameters<typeof createWindowRequest>[0]) =>
      void service.fetchWindow(createWindowRequest(changes), neverAborts(), { client: 'a' });
    fetchForClient(TODAY);
    await service.time.advance(400_000);
    fetchForClient({ appId: 'busy' });
    await service.time.advance(1);
    fetchForClient(TODAY);
    fetchForClient({ appId: 'new' });
    await flushPromises();
    expect(service.stats().quota.waiting).toEqual({ interactive: 1, refresh: 1, backfill: 0 });
    await service.time.advance(10_000);
    const { appId } = createWindowRequest(TODAY);
    expect(service.calls.map(({ params }) => params['AppId'])).toEqual([
      appId,
      'busy',
      'new',
      appId,
    ]);
    expect(service.time.now()).toBeGreaterThan(NOW);
  });
});
