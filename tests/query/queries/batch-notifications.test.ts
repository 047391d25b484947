import { beforeEach, describe, expect, it } from 'vitest';
import { createNotificationBatcher } from '../../../src/query/queries/batch-notifications.ts';

const COOLDOWN = 100;

let clock = 0;
let timers: { at: number; run: () => void }[] = [];
let calls: string[] = [];
let isIdle = false;

beforeEach(() => {
  clock = 0;
  timers = [];
  calls = [];
  isIdle = false;
});

const schedule = (run: () => void, delay: number) => timers.push({ at: clock + delay, run });

/** Advances the clock and runs the timers due on the way. */
function advance(ms: number): void {
  const until = clock + ms;
  for (;;) {
    const next = timers.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0];
    if (!next) break;
    timers.splice(timers.indexOf(next), 1);
    clock = next.at;
    next.run();
  }
  clock = until;
}

type Batcher = ReturnType<typeof createNotificationBatcher>;

const create = () =>
  createNotificationBatcher({ cooldown: COOLDOWN, isIdle: () => isIdle, schedule });

const notify = (batcher: Batcher, name: string) => batcher(() => calls.push(`${name} at ${clock}`));

const notifyMany = (batcher: Batcher, count: number) => {
  for (let i = 0; i < count; i += 1) notify(batcher, `${i}`);
};

const callTimes = () => new Set(calls.map((call) => call.split(' ').at(-1)));

describe('createNotificationBatcher', () => {
  it('runs a single notification after 4 ms', () => {
    const batcher = create();
    notify(batcher, 'a');
    advance(3);
    expect(calls).toEqual([]);
    advance(1);
    expect(calls).toEqual(['a at 4']);
  });

  it('runs a few notifications together after a pause of 4 ms', () => {
    const batcher = create();
    notify(batcher, 'a');
    notify(batcher, 'b');
    advance(3);
    notify(batcher, 'c');
    advance(4);
    expect(calls).toEqual([]);
    advance(50);
    expect(calls).toEqual(['a at 8', 'b at 8', 'c at 8']);
  });

  it('waits up to 24 ms between parts of a burst', () => {
    const batcher = create();
    notifyMany(batcher, 16);
    advance(20);
    notifyMany(batcher, 16);
    advance(20);
    expect(calls).toEqual([]);
    advance(50);
    expect(calls).toHaveLength(32);
    expect(callTimes()).toEqual(new Set(['48']));
  });

  it('runs a burst at the next check when no query is in flight', () => {
    const batcher = create();
    notifyMany(batcher, 16);
    advance(9);
    isIdle = true;
    advance(3);
    expect(calls.at(-1)).toBe('15 at 12');
  });

  it('runs a burst without a pause after 200 ms', () => {
    const batcher = create();
    for (let i = 0; i < 290; i += 1) {
      notify(batcher, `${i}`);
      advance(1);
    }
    expect(calls).toHaveLength(200);
    expect(callTimes()).toEqual(new Set(['200']));
  });

  it('runs later notifications in order when the cooldown ends, then accepts new ones', () => {
    const batcher = create();
    notify(batcher, 'a');
    advance(10);
    notify(batcher, 'b');
    notify(batcher, 'c');
    advance(93);
    expect(calls).toEqual(['a at 4']);
    advance(1);
    expect(calls).toEqual(['a at 4', 'b at 104', 'c at 104']);
    advance(COOLDOWN);
    notify(batcher, 'd');
    advance(4);
    expect(calls.at(-1)).toBe('d at 208');
  });

  it('does not split a burst that arrives when the cooldown ends', () => {
    const batcher = create();
    notify(batcher, 'a');
    advance(60);
    notifyMany(batcher, 16);
    advance(40);
    notifyMany(batcher, 16);
    advance(20);
    expect(calls).toEqual(['a at 4']);
    notifyMany(batcher, 16);
    advance(20);
    isIdle = true;
    advance(4);
    expect(calls).toHaveLength(49);
    expect(calls.at(1)?.split(' ').at(-1)).toBe(calls.at(-1)?.split(' ').at(-1));
  });
});
