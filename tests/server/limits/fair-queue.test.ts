import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  PRIORITIES,
  createFairQueue,
  createTicket,
} from '../../../src/server/limits/fair-queue.ts';

function drain<T>(queue: ReturnType<typeof createFairQueue<T>>): T[] {
  const items: T[] = [];
  for (let next = queue.next(); next; next = queue.next()) items.push(next.item);
  return items;
}

describe('createFairQueue', () => {
  it('serves clients in turn and each client’s items in order', () => {
    const queue = createFairQueue<string>();
    for (const item of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']) {
      queue.add(item, { client: item.slice(0, 1), priority: 'interactive' });
    }
    expect(drain(queue)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
  });

  it('serves higher priorities first', () => {
    const queue = createFairQueue<string>();
    queue.add('archive', { client: 'recorder', priority: 'backfill' });
    queue.add('stale', { client: 'a', priority: 'refresh' });
    queue.add('new', { client: 'a', priority: 'interactive' });
    expect(queue.lengths()).toEqual({ interactive: 1, refresh: 1, backfill: 1 });
    expect(drain(queue)).toEqual(['new', 'stale', 'archive']);
  });

  it('serves no priority below the lowest requested', () => {
    const queue = createFairQueue<string>();
    queue.add('archive', { client: 'recorder', priority: 'backfill' });
    expect(queue.next('refresh')).toBeUndefined();
    expect(queue.next('backfill')).toEqual({ item: 'archive', priority: 'backfill' });
  });

  it('serves retries before fresh items of the same client', () => {
    const queue = createFairQueue<string>();
    for (const item of ['a1', 'a2']) queue.add(item, { client: 'a', priority: 'interactive' });
    queue.add('a0 retry', { client: 'a', priority: 'interactive' }, true);
    queue.add('b1', { client: 'b', priority: 'interactive' });
    expect(drain(queue)).toEqual(['a0 retry', 'b1', 'a1', 'a2']);
  });

  it('serves an item with several entries once, at its highest priority', () => {
    const queue = createFairQueue<string>();
    queue.add('first', { client: 'a', priority: 'interactive' });
    queue.add('shared', { client: 'recorder', priority: 'backfill' });
    queue.add('shared', { client: 'b', priority: 'interactive' });
    expect([queue.size, queue.lengths()]).toEqual([2, { interactive: 2, refresh: 0, backfill: 0 }]);
    expect(drain(queue)).toEqual(['first', 'shared']);
    expect(queue.size).toBe(0);
  });

  it('keeps the other entries of an item when one is withdrawn', () => {
    const queue = createFairQueue<string>();
    const [reader, archiver] = [
      { client: 'a', priority: 'interactive' },
      { client: 'recorder', priority: 'backfill' },
    ] as const;
    queue.add('shared', reader);
    queue.add('shared', archiver);
    queue.add('other', archiver);
    queue.withdraw('shared', reader);
    expect(queue.lengths()).toEqual({ interactive: 0, refresh: 0, backfill: 2 });
    queue.withdraw('other', archiver);
    expect([queue.size, drain(queue), queue.size]).toEqual([1, ['shared'], 0]);
  });

  it('returns every item that was added and not removed exactly once', () => {
    const entry = fc.record({
      client: fc.constantFrom('a', 'b', 'c'),
      priority: fc.constantFrom(...PRIORITIES),
    });
    const step = fc.record({
      item: fc.nat(20),
      entry,
      isRetry: fc.boolean(),
      removes: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const queue = createFairQueue<number>();
        const expected = new Set<number>();
        for (const { item, entry: added, isRetry, removes } of steps) {
          if (removes) queue.remove(item);
          else queue.add(item, added, isRetry);
          expected[removes ? 'delete' : 'add'](item);
        }
        expect(queue.size).toBe(expected.size);
        expect(drain(queue).sort()).toEqual([...expected].sort());
        expect(queue.lengths()).toEqual({ interactive: 0, refresh: 0, backfill: 0 });
      }),
    );
  });
});

describe('createTicket', () => {
  it('notifies observers once per distinct entry and reports the highest priority', () => {
    const reader = { client: 'a', priority: 'interactive' } as const;
    const archiver = { client: 'recorder', priority: 'backfill' } as const;
    const ticket = createTicket(archiver);
    const changes: string[] = [];
    const stopObserving = ticket.observe({
      attached: ({ client }) => void changes.push(`+${client}`),
      detached: ({ client }) => void changes.push(`-${client}`),
    });
    ticket.attach(reader);
    ticket.attach({ ...reader });
    ticket.detach(reader);
    expect(ticket.priority()).toBe('interactive');
    ticket.detach(reader);
    ticket.detach(reader);
    expect([changes, ticket.priority()]).toEqual([['+recorder', '+a', '-a'], 'backfill']);
    stopObserving();
    ticket.detach(archiver);
    expect([changes.length, ticket.priority()]).toEqual([3, undefined]);
  });
});
