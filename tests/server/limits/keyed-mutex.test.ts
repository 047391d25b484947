import { describe, expect, it } from 'vitest';
import { createKeyedMutex } from '../../../src/server/limits/keyed-mutex.ts';
import { flushPromises } from '../../support/server/test-doubles.ts';

describe('createKeyedMutex', () => {
  it('runs tasks of one key one after another, even when they fail, and other keys at once', async () => {
    const runExclusive = createKeyedMutex();
    const started: string[] = [];
    const settlers = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
    const task = (name: string) => () =>
      new Promise<void>((resolve, reject) => {
        started.push(name);
        settlers.set(name, { resolve, reject });
      });
    const first = runExclusive('a', task('a1'));
    const second = runExclusive('a', task('a2'));
    const other = runExclusive('b', task('b1'));
    await flushPromises();
    expect(started).toEqual(['a1', 'b1']);
    settlers.get('a1')?.reject(new Error('task failed'));
    await expect(first).rejects.toThrow('task failed');
    await flushPromises();
    expect(started).toEqual(['a1', 'b1', 'a2']);
    settlers.get('a2')?.resolve();
    settlers.get('b1')?.resolve();
    await Promise.all([second, other]);
  });
});
