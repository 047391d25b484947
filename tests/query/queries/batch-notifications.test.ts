import { beforeEach, expect, it } from 'vitest';
import { createNotificationBatcher } from '../../../src/query/queries/batch-notifications.ts';

const EVERY = 100;

let clock = 0;
let timers: { at: number; run: () => void }[] = [];
let ran: string[] = [];
let isAllIn = false;

beforeEach(() => {
  clock = 0;
  timers = [];
  ran = [];
  isAllIn = false;
});

const later = (run: () => void, after: number) => timers.push({ at: clock + after, run });

/** Lets time go by, with what is due in it. */
function pass(ms: number): void {
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

const create = () => createNotificationBatcher({ every: EVERY, isIdle: () => isAllIn, later });

const give = (pace: ReturnType<typeof createNotificationBatcher>, what: string) =>
  pace(() => ran.push(`${what} at ${clock}`));

const giveMany = (pace: ReturnType<typeof createNotificationBatcher>, count: number) => {
  for (let i = 0; i < count; i += 1) give(pace, `${i}`);
};

it('what comes alone runs after a moment', () => {
  const pace = create();
  give(pace, 'a');
  pass(3);
  expect(ran).toEqual([]);
  pass(1);
  expect(ran).toEqual(['a at 4']);
});

it('a few run together once no more come', () => {
  const pace = create();
  give(pace, 'a');
  give(pace, 'b');
  pass(3);
  give(pace, 'c');
  pass(4);
  expect(ran).toEqual([]);
  pass(50);
  expect(ran).toEqual(['a at 8', 'b at 8', 'c at 8']);
});

it('a crowd may stutter', () => {
  const pace = create();
  giveMany(pace, 16);
  pass(20);
  giveMany(pace, 16);
  pass(20);
  expect(ran).toEqual([]);
  pass(50);
  expect(ran).toHaveLength(32);
  expect(new Set(ran.map((one) => one.split(' ').at(-1)))).toEqual(new Set(['48']));
});

it('a crowd that is complete waits for nothing', () => {
  const pace = create();
  giveMany(pace, 16);
  pass(9);
  isAllIn = true;
  pass(3);
  expect(ran.at(-1)).toBe('15 at 12');
});

it('a burst that does not pause is not waited for', () => {
  const pace = create();
  for (let i = 0; i < 290; i += 1) {
    give(pace, `${i}`);
    pass(1);
  }
  expect(ran).toHaveLength(200);
  expect(new Set(ran.map((one) => one.split(' ').at(-1)))).toEqual(new Set(['200']));
});

it('what comes later runs when the time is over, in its order, and then nothing rests', () => {
  const pace = create();
  give(pace, 'a');
  pass(10);
  give(pace, 'b');
  give(pace, 'c');
  pass(93);
  expect(ran).toEqual(['a at 4']);
  pass(1);
  expect(ran).toEqual(['a at 4', 'b at 104', 'c at 104']);
  pass(EVERY);
  give(pace, 'd');
  pass(4);
  expect(ran.at(-1)).toBe('d at 208');
});

it('a crowd that is coming in when the time is over is not cut in two', () => {
  const pace = create();
  give(pace, 'a');
  pass(60);
  giveMany(pace, 16);
  pass(40);
  giveMany(pace, 16);
  pass(20);
  expect(ran).toEqual(['a at 4']);
  giveMany(pace, 16);
  pass(20);
  isAllIn = true;
  pass(4);
  expect(ran).toHaveLength(49);
  expect(ran.at(1)?.split(' ').at(-1)).toBe(ran.at(-1)?.split(' ').at(-1));
});
