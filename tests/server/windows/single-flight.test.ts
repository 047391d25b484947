import { describe, expect, it, vi } from 'vitest';
import type { QueueEntry } from '../../../src/server/limits/fair-queue.ts';
import { createSingleFlight } from '../../../src/server/windows/single-flight.ts';

function workToSettle() {
  const signals: AbortSignal[] = [];
  let finish: ((value: string) => void) | undefined;
  let fail: ((error: Error) => void) | undefined;
  const work = vi.fn<(signal: AbortSignal) => Promise<string>>((signal: AbortSignal) => {
    signals.push(signal);
    return new Promise<string>((resolve, reject) => {
      finish = resolve;
      fail = reject;
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  });
  return {
    work,
    signals,
    finish: (value: string) => finish?.(value),
    fail: (error: Error) => fail?.(error),
  };
}

const turn: QueueEntry = { client: 'a', priority: 'interactive' };
const stay = () => new AbortController().signal;

describe('createSingleFlight', () => {
  it('does the work once for everybody who asks meanwhile', async () => {
    const flights = createSingleFlight<string>();
    const { work, finish } = workToSettle();
    const asked = Array.from({ length: 100 }, () => flights.run('k', stay(), turn, work));
    finish('done');
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['done']));
    expect(work).toHaveBeenCalledTimes(1);
    expect(flights.size).toBe(0);
  });

  it('keeps keys apart', async () => {
    const flights = createSingleFlight<string>();
    const both = ['a', 'b'].map((key) =>
      flights.run(key, stay(), turn, () => Promise.resolve(key)),
    );
    expect(await Promise.all(both)).toEqual(['a', 'b']);
  });

  it('goes on while one still waits, and stops when the last has left', async () => {
    const flights = createSingleFlight<string>();
    const { work, signals } = workToSettle();
    const [first, second] = [new AbortController(), new AbortController()];
    const asked = [
      flights.run('k', first.signal, turn, work),
      flights.run('k', second.signal, turn, work),
    ];
    first.abort(new Error('first left'));
    await expect(asked[0]).rejects.toThrow('first left');
    expect(signals[0]?.aborted).toBe(false);
    second.abort(new Error('second left'));
    await expect(asked[1]).rejects.toThrow('second left');
    expect(signals[0]?.aborted).toBe(true);
    expect(flights.size).toBe(0);
  });

  it('starts afresh for whoever comes after work was given up', async () => {
    const flights = createSingleFlight<string>();
    const given = workToSettle();
    const leaver = new AbortController();
    const left = flights.run('k', leaver.signal, turn, given.work);
    leaver.abort(new Error('left'));
    const later = flights.run('k', stay(), turn, () => Promise.resolve('fresh'));
    await expect(left).rejects.toThrow('left');
    await expect(later).resolves.toBe('fresh');
  });

  it('tells everybody of a failure, and forgets it', async () => {
    const flights = createSingleFlight<string>();
    const { work, fail } = workToSettle();
    const asked = [flights.run('k', stay(), turn, work), flights.run('k', stay(), turn, work)];
    fail(new Error('no'));
    for (const one of asked) await expect(one).rejects.toThrow('no');
    await expect(flights.run('k', stay(), turn, () => Promise.resolve('yes'))).resolves.toBe('yes');
  });

  it('starts nothing for one who has left already', async () => {
    const { work } = workToSettle();
    await expect(
      createSingleFlight<string>().run('k', AbortSignal.abort(new Error('gone')), turn, work),
    ).rejects.toThrow('gone');
    expect(work).not.toHaveBeenCalled();
  });
});
