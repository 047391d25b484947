import { describe, expect, it, vi } from 'vitest';
import type { QueueEntry } from '../../../src/server/limits/fair-queue.ts';
import { createSingleFlight } from '../../../src/server/windows/single-flight.ts';
import { neverAborts } from '../../support/server/test-doubles.ts';

function createControlledWork() {
  const signals: AbortSignal[] = [];
  let resolveWork: ((value: string) => void) | undefined;
  let rejectWork: ((error: Error) => void) | undefined;
  const work = vi.fn<(signal: AbortSignal) => Promise<string>>((signal: AbortSignal) => {
    signals.push(signal);
    return new Promise<string>((resolve, reject) => {
      resolveWork = resolve;
      rejectWork = reject;
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  });
  return {
    work,
    signals,
    finish: (value: string) => resolveWork?.(value),
    fail: (error: Error) => rejectWork?.(error),
  };
}

const ENTRY: QueueEntry = { client: 'a', priority: 'interactive' };

describe('createSingleFlight', () => {
  it('runs the work once for all concurrent callers', async () => {
    const flights = createSingleFlight<string>();
    const { work, finish } = createControlledWork();
    const results = Array.from({ length: 100 }, () => flights.run('k', neverAborts(), ENTRY, work));
    finish('done');
    expect(new Set(await Promise.all(results))).toEqual(new Set(['done']));
    expect(work).toHaveBeenCalledTimes(1);
    expect(flights.size).toBe(0);
  });

  it('runs the work of each key separately', async () => {
    const flights = createSingleFlight<string>();
    const results = ['a', 'b'].map((key) =>
      flights.run(key, neverAborts(), ENTRY, () => Promise.resolve(key)),
    );
    expect(await Promise.all(results)).toEqual(['a', 'b']);
  });

  it('aborts the work only when the last caller has left', async () => {
    const flights = createSingleFlight<string>();
    const { work, signals } = createControlledWork();
    const [first, second] = [new AbortController(), new AbortController()];
    const results = [
      flights.run('k', first.signal, ENTRY, work),
      flights.run('k', second.signal, ENTRY, work),
    ];
    first.abort(new Error('first left'));
    await expect(results[0]).rejects.toThrow('first left');
    expect(signals[0]?.aborted).toBe(false);
    second.abort(new Error('second left'));
    await expect(results[1]).rejects.toThrow('second left');
    expect(signals[0]?.aborted).toBe(true);
    expect(flights.size).toBe(0);
  });

  it('starts a new flight after the previous one was aborted', async () => {
    const flights = createSingleFlight<string>();
    const aborted = createControlledWork();
    const controller = new AbortController();
    const first = flights.run('k', controller.signal, ENTRY, aborted.work);
    controller.abort(new Error('left'));
    const second = flights.run('k', neverAborts(), ENTRY, () => Promise.resolve('new'));
    await expect(first).rejects.toThrow('left');
    await expect(second).resolves.toBe('new');
  });

  it('rejects all callers when the work fails, and does not cache the failure', async () => {
    const flights = createSingleFlight<string>();
    const { work, fail } = createControlledWork();
    const results = [
      flights.run('k', neverAborts(), ENTRY, work),
      flights.run('k', neverAborts(), ENTRY, work),
    ];
    fail(new Error('failed'));
    for (const result of results) await expect(result).rejects.toThrow('failed');
    await expect(
      flights.run('k', neverAborts(), ENTRY, () => Promise.resolve('yes')),
    ).resolves.toBe('yes');
  });

  it('does not start work for a signal that has aborted already', async () => {
    const { work } = createControlledWork();
    await expect(
      createSingleFlight<string>().run('k', AbortSignal.abort(new Error('left')), ENTRY, work),
    ).rejects.toThrow('left');
    expect(work).not.toHaveBeenCalled();
  });
});
