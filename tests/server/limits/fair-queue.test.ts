import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  PRIORITIES,
  createFairQueue,
  createTicket,
} from '../../../src/server/limits/fair-queue.ts';
import type { Priority } from '../../../src/server/limits/fair-queue.ts';
import {
  MAX_WAITING_PER_CLIENT,
  createQueueLimit,
} from '../../../src/server/limits/queue-limit.ts';
import { createQuota } from '../../../src/server/limits/quota.ts';
import {
  NOW,
  TODAY,
  createManualTime,
  createStubUpstream,
  createPostRequest,
  createTestApp,
  flushPromises,
  createWindowRequest,
} from '../../support/server/test-doubles.ts';
import {
  maxPerInterval,
  createTestWindowService,
  createWindowRequests,
} from '../../support/server/window-service.ts';

const stay = () => new AbortController().signal;

function drain<T>(line: ReturnType<typeof createFairQueue<T>>): T[] {
  const items: T[] = [];
  for (let next = line.next(); next; next = line.next()) items.push(next.item);
  return items;
}

describe('lanes', () => {
  it('go round the clients, each in the order it came', () => {
    const line = createFairQueue<string>();
    for (const item of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']) {
      line.add(item, { client: item.slice(0, 1), priority: 'interactive' });
    }
    expect(drain(line)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
  });

  it('serve the urgent ones first, whoever waits in the others', () => {
    const line = createFairQueue<string>();
    line.add('record', { client: 'recorder', priority: 'backfill' });
    line.add('again', { client: 'a', priority: 'refresh' });
    line.add('new', { client: 'a', priority: 'interactive' });
    expect(line.lengths()).toEqual({ interactive: 1, refresh: 1, backfill: 1 });
    expect(drain(line)).toEqual(['new', 'again', 'record']);
  });

  it('leave out lanes that have had their share', () => {
    const line = createFairQueue<string>();
    line.add('record', { client: 'recorder', priority: 'backfill' });
    expect(line.next('refresh')).toBeUndefined();
    expect(line.next('backfill')).toEqual({ item: 'record', priority: 'backfill' });
  });

  it('put what is tried again before the same client’s other things', () => {
    const line = createFairQueue<string>();
    for (const item of ['a1', 'a2']) line.add(item, { client: 'a', priority: 'interactive' });
    line.add('a0 again', { client: 'a', priority: 'interactive' }, true);
    line.add('b1', { client: 'b', priority: 'interactive' });
    expect(drain(line)).toEqual(['a0 again', 'b1', 'a1', 'a2']);
  });

  it('serve what several wait for once, at the best of its places', () => {
    const line = createFairQueue<string>();
    line.add('first', { client: 'a', priority: 'interactive' });
    line.add('shared', { client: 'recorder', priority: 'backfill' });
    line.add('shared', { client: 'b', priority: 'interactive' });
    expect([line.size, line.lengths()]).toEqual([2, { interactive: 2, refresh: 0, backfill: 0 }]);
    expect(drain(line)).toEqual(['first', 'shared']);
    expect(line.size).toBe(0);
  });

  it('keep what leaves one of its places in the others', () => {
    const line = createFairQueue<string>();
    const [reader, archiver] = [
      { client: 'a', priority: 'interactive' },
      { client: 'recorder', priority: 'backfill' },
    ] as const;
    line.add('shared', reader);
    line.add('shared', archiver);
    line.add('other', archiver);
    line.withdraw('shared', reader);
    expect(line.lengths()).toEqual({ interactive: 0, refresh: 0, backfill: 2 });
    line.withdraw('other', archiver);
    expect([line.size, drain(line), line.size]).toEqual([1, ['shared'], 0]);
  });

  it('give back everything that was added and not removed, exactly once', () => {
    const turn = fc.record({
      client: fc.constantFrom('a', 'b', 'c'),
      priority: fc.constantFrom(...PRIORITIES),
    });
    const step = fc.record({ item: fc.nat(20), turn, ahead: fc.boolean(), removes: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const line = createFairQueue<number>();
        const inside = new Set<number>();
        for (const { item, turn, ahead, removes } of steps) {
          if (removes) line.remove(item);
          else line.add(item, turn, ahead);
          inside[removes ? 'delete' : 'add'](item);
        }
        expect(line.size).toBe(inside.size);
        expect(drain(line).sort()).toEqual([...inside].sort());
        expect(line.lengths()).toEqual({ interactive: 0, refresh: 0, backfill: 0 });
      }),
    );
  });
});

describe('a place', () => {
  it('has the turns of those who wait, each once', () => {
    const reader = { client: 'a', priority: 'interactive' } as const;
    const archiver = { client: 'recorder', priority: 'backfill' } as const;
    const place = createTicket(archiver);
    const told: string[] = [];
    const unfollow = place.follow({
      joined: ({ client }) => void told.push(`+${client}`),
      left: ({ client }) => void told.push(`-${client}`),
    });
    place.attach(reader);
    place.attach({ ...reader });
    place.detach(reader);
    expect(place.priority()).toBe('interactive');
    place.detach(reader);
    place.detach(reader);
    expect([told, place.priority()]).toEqual([['+recorder', '+a', '-a'], 'backfill']);
    unfollow();
    place.detach(archiver);
    expect([told.length, place.priority()]).toEqual([3, undefined]);
  });
});

describe('the quota', () => {
  it.each([
    [50, 10, 1_000],
    [7, 1, 1_000],
    [2, 1, 2_500],
  ])(
    'of %i gives the backfill lane at most %i in any %i ms, however much waits',
    async (slots, most, length) => {
      const time = createManualTime();
      const quota = createQuota({ slots, sleep: time.sleep });
      const starts: Record<Priority, number[]> = { interactive: [], refresh: [], backfill: [] };
      const work = async (priority: Priority) => {
        const slot = await quota.take(stay(), createTicket({ client: priority, priority }));
        slot.sent();
        starts[priority].push(time.now());
        await time.sleep(20);
        slot.answered();
        slot.end();
      };
      for (let n = 0; n < 60; n += 1) void work('backfill');
      for (let n = 0; n < 30; n += 1) void work('interactive');
      await time.advance(200_000);
      expect([starts.backfill.length, starts.interactive.length]).toEqual([60, 30]);
      expect(maxPerInterval(starts.backfill, length)).toBe(most);
      const all = Object.values(starts)
        .flat()
        .sort((a, b) => a - b);
      expect(maxPerInterval(all, 1_000)).toBeLessThanOrEqual(slots);
    },
  );

  it('frees a slot that was not used for sending at once', async () => {
    const time = createManualTime();
    const quota = createQuota({ slots: 1, sleep: time.sleep });
    const place = createTicket({ client: 'a', priority: 'interactive' });
    for (let n = 0; n < 100; n += 1) (await quota.take(stay(), place)).end();
    expect([time.now(), quota.stats().inUse]).toEqual([0, 0]);
  });
});

/** So many windows of one client, each with a signal of its own as in a stream. */
function queueUp(flow: ReturnType<typeof createTestWindowService>, count: number) {
  const leavers: AbortController[] = [];
  const long = createWindowRequests('many', count).map((one) => {
    const leaver = new AbortController();
    leavers.push(leaver);
    return flow.fetchWindow(one, leaver.signal, { client: 'many' }).catch(() => undefined);
  });
  return { long, leave: () => leavers.forEach((leaver) => leaver.abort(new Error('left'))) };
}

describe('one client’s 10,000 windows', () => {
  it('do not delay another’s first by more than 1.2 s, and are the most one may queue', async () => {
    const flow = createTestWindowService();
    const { long, leave } = queueUp(flow, MAX_WAITING_PER_CLIENT);
    await flushPromises();
    const more = await flow.fetchWindow(createWindowRequest(), stay(), { client: 'many' });
    expect(more).toMatchObject({
      status: 'failed',
      problem: { code: 'too_many_requests', retryable: true, retryAfterMs: 60_000 },
    });
    await flow.time.advance(5_000);
    expect(flow.calls.length).toBeGreaterThan(200);
    const asked = flow.time.now();
    let answered = Infinity;
    void flow
      .fetchWindow(createWindowRequest({ appId: 'one' }), stay(), { client: 'one' })
      .then(() => (answered = flow.time.now()));
    await flow.time.advance(1_200);
    expect(answered - asked).toBeLessThanOrEqual(1_200);
    leave();
    await Promise.all(long);
    const sent = flow.calls.length;
    await flow.time.advance(60_000);
    expect(flow.calls).toHaveLength(sent);
    const again = flow.fetchWindow(createWindowRequest(), stay(), { client: 'many' });
    await flow.time.advance(2_000);
    expect(await again).toMatchObject({ status: 'ok' });
  }, 60_000);
});

describe('the bound', () => {
  it('is each visitor’s own, and one of all together', () => {
    const bound = createQueueLimit({ slots: 50, perClient: 2, inAll: 3 });
    const leave = bound.acquire('a');
    bound.acquire('a');
    expect(() => bound.acquire('a')).toThrow('waiting for the upstream');
    bound.acquire('b');
    expect(() => bound.check('c')).toThrow('waiting for the upstream');
    leave();
    leave();
    bound.acquire('c');
    expect(() => bound.check('d')).toThrow('waiting for the upstream');
  });

  it('answers a whole request with 429 and Retry-After', async () => {
    const never = createStubUpstream((_url, _call, signal) => {
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    });
    const proxy = createTestApp(never);
    const leaver = new AbortController();
    const visitor = { id: 'greedy' };
    const windows = createWindowRequests('many', MAX_WAITING_PER_CLIENT);
    for (let from = 0; from < MAX_WAITING_PER_CLIENT; from += 1_000) {
      const body = createPostRequest(windows.slice(from, from + 1_000), { signal: leaver.signal });
      expect((await proxy(body, visitor)).status).toBe(200);
    }
    await flushPromises();
    const refused = await proxy(createPostRequest([createWindowRequest()]), visitor);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    expect(await refused.json()).toMatchObject({ code: 'too_many_requests', retryable: true });
    expect(
      (await proxy(createPostRequest([createWindowRequest()], { signal: leaver.signal }))).status,
    ).toBe(200);
    leaver.abort();
  }, 60_000);
});

describe('work under way', () => {
  it('is one call for a hundred visitors, and moves up with the most urgent of them', async () => {
    const flow = createTestWindowService({ qps: 5 });
    const background = { client: 'recorder', isBackground: true };
    const queued = createWindowRequests('queued', 40);
    for (const one of queued) void flow.fetchWindow(one, stay(), background);
    await flow.time.advance(10);
    const last = queued[39] ?? createWindowRequest();
    const answers = Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        flow.fetchWindow(last, stay(), { client: `visitor ${index}` }),
      ),
    );
    expect(flow.stats().quota.waiting).toEqual({ interactive: 0, refresh: 0, backfill: 39 });
    await flow.time.advance(200);
    expect((await answers).every(({ status }) => status === 'ok')).toBe(true);
    const asked = flow.calls.filter(({ params }) => params['AppId'] === last.appId);
    expect(asked.at(-1)?.params['BeginTs']).toBe(String(last.begin));
    await flow.time.advance(60_000);
    expect(flow.calls).toHaveLength(40);
  });

  it('goes back to its own place when the more urgent ones have left', async () => {
    const flow = createTestWindowService({ qps: 1 });
    const background = { client: 'recorder', isBackground: true };
    const queued = createWindowRequests('queued', 40);
    for (const one of queued) void flow.fetchWindow(one, stay(), background);
    await flow.time.advance(10);
    const leavers = Array.from({ length: 2 }, () => new AbortController());
    for (const { signal } of leavers) {
      void flow
        .fetchWindow(queued[39] ?? createWindowRequest(), signal, { client: 'a' })
        .catch(() => 'left');
    }
    await flushPromises();
    const lengths = () => flow.stats().quota.waiting;
    expect(lengths()).toEqual({ interactive: 1, refresh: 0, backfill: 38 });
    leavers[0]?.abort(new Error('left'));
    expect(lengths()).toEqual({ interactive: 1, refresh: 0, backfill: 38 });
    leavers[1]?.abort(new Error('left'));
    expect(lengths()).toEqual({ interactive: 0, refresh: 0, backfill: 39 });
    await flow.time.advance(10 * 60_000);
    expect(flow.calls.at(-1)?.params['BeginTs']).toBe(String(queued[39]?.begin));
  });

  it('is given up with the last who waits, and what was not sent is never sent', async () => {
    const flow = createTestWindowService({ qps: 1 });
    const [first, second] = [new AbortController(), new AbortController()];
    void flow.fetchWindow(createWindowRequest({ appId: 'busy' }), stay(), { client: 'a' });
    await flow.time.advance(10);
    const both = [first, second].map(({ signal }) =>
      flow.fetchWindow(createWindowRequest(), signal, { client: 'a' }).catch(() => 'left'),
    );
    await flushPromises();
    first.abort(new Error('left'));
    await flushPromises();
    expect(flow.stats().quota.waiting.interactive).toBe(1);
    second.abort(new Error('left'));
    await flow.time.advance(10_000);
    expect(await Promise.all(both)).toEqual(['left', 'left']);
    expect(flow.calls).toHaveLength(1);
  });

  it('goes behind first-time readers when an older answer is there', async () => {
    const flow = createTestWindowService({ qps: 1 });
    const open = createWindowRequest(TODAY);
    void flow.fetchWindow(open, stay(), { client: 'a' });
    await flow.time.advance(400_000);
    void flow.fetchWindow(createWindowRequest({ appId: 'busy' }), stay(), { client: 'a' });
    await flow.time.advance(1);
    void flow.fetchWindow(open, stay(), { client: 'a' });
    void flow.fetchWindow(createWindowRequest({ appId: 'new' }), stay(), { client: 'a' });
    await flushPromises();
    expect(flow.stats().quota.waiting).toEqual({ interactive: 1, refresh: 1, backfill: 0 });
    await flow.time.advance(10_000);
    expect(flow.calls.map(({ params }) => params['AppId'])).toEqual([
      open.appId,
      'busy',
      'new',
      open.appId,
    ]);
    expect(flow.time.now()).toBeGreaterThan(NOW);
  });
});
