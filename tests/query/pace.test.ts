import { beforeEach, expect, it } from 'vitest';
import { createPace } from '../../src/query/pace.ts';

const EVERY = 100;

let clock = 0;
let timers: { at: number; run: () => void }[] = [];
let ran: string[] = [];

beforeEach(() => {
  clock = 0;
  timers = [];
  ran = [];
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

const give = (pace: ReturnType<typeof createPace>, what: string) =>
  pace(() => ran.push(`${what} at ${clock}`));

it('what comes alone runs at once, and never in the call itself', () => {
  const pace = createPace(EVERY, later);
  give(pace, 'a');
  expect(ran).toEqual([]);
  pass(0);
  expect(ran).toEqual(['a at 0']);
});

it('a burst runs together once it pauses', () => {
  const pace = createPace(EVERY, later);
  give(pace, 'a');
  give(pace, 'b');
  pass(3);
  give(pace, 'c');
  pass(4);
  expect(ran).toEqual([]);
  pass(50);
  expect(ran).toEqual(['a at 8', 'b at 8', 'c at 8']);
});

it('a burst that does not pause is not waited for', () => {
  const pace = createPace(EVERY, later);
  give(pace, 'first');
  for (let i = 0; i < 80; i += 1) {
    give(pace, `${i}`);
    pass(1);
  }
  expect(ran).toHaveLength(49);
  expect(new Set(ran.map((one) => one.split(' ').at(-1)))).toEqual(new Set(['48']));
});

it('what comes later runs when the time is over, in its order, and then nothing rests', () => {
  const pace = createPace(EVERY, later);
  give(pace, 'a');
  pass(10);
  give(pace, 'b');
  give(pace, 'c');
  pass(89);
  expect(ran).toEqual(['a at 0']);
  pass(1);
  expect(ran).toEqual(['a at 0', 'b at 100', 'c at 100']);
  pass(EVERY);
  give(pace, 'd');
  pass(0);
  expect(ran.at(-1)).toBe('d at 200');
});

it('what is given while it runs waits for the next time', () => {
  const pace = createPace(EVERY, later);
  pace(() => give(pace, 'inner'));
  pass(99);
  expect(ran).toEqual([]);
  pass(1);
  expect(ran).toEqual(['inner at 100']);
});
