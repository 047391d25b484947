import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../src/contract/wire/problem.ts';
import { MINUTE } from '../../../src/contract/domain/time.ts';
import { HINT, HOUR, createTestCredentials } from '../../support/server/test-credentials.ts';
import { CREDENTIALS, NOW, flushPromises } from '../../support/server/test-doubles.ts';

async function problemOf(work: Promise<unknown>) {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof ProblemError ? error.problem : error;
}

describe('createRefreshingCredentials', () => {
  it('loads once for concurrent callers', async () => {
    const credentials = createTestCredentials();
    const requests = Array.from({ length: 50 }, () => credentials.getKeyId());
    await flushPromises();
    expect(credentials.loads).toHaveLength(1);
    await credentials.resolveLoad(HOUR);
    expect(new Set(await Promise.all(requests))).toEqual(new Set(['key-1']));
    expect(credentials.loads).toHaveLength(1);
  });

  it('refreshes before expiry and returns the current credentials meanwhile', async () => {
    const credentials = createTestCredentials();
    void credentials.source();
    await credentials.resolveLoad(HOUR);
    credentials.time.set(NOW + 45 * MINUTE - 1);
    expect(await credentials.getKeyId()).toBe('key-1');
    expect(credentials.loads).toHaveLength(1);

    credentials.time.set(NOW + 45 * MINUTE);
    const keyIds = await Promise.all(Array.from({ length: 50 }, () => credentials.getKeyId()));
    expect(new Set(keyIds)).toEqual(new Set(['key-1']));
    expect(credentials.loads).toHaveLength(2);
    await credentials.resolveLoad(HOUR);
    expect(await credentials.getKeyId()).toBe('key-2');
  });

  it('refreshes short-lived credentials in the last quarter of their lifetime', async () => {
    const credentials = createTestCredentials();
    void credentials.source();
    await credentials.resolveLoad(8 * MINUTE);
    credentials.time.set(NOW + 6 * MINUTE - 1);
    await credentials.source();
    expect(credentials.loads).toHaveLength(1);
    credentials.time.set(NOW + 6 * MINUTE);
    await credentials.source();
    expect(credentials.loads).toHaveLength(2);
  });

  it('reloads credentials without expiry, and keeps them when that fails', async () => {
    const credentials = createTestCredentials();
    void credentials.source();
    await credentials.resolveLoad();
    credentials.time.set(NOW + 10 * MINUTE);
    expect(await credentials.getKeyId()).toBe('key-1');
    await credentials.rejectLoad();
    credentials.time.set(NOW + 24 * HOUR);
    expect(await credentials.getKeyId()).toBe('key-1');
    await credentials.resolveLoad();
    expect(await credentials.getKeyId()).toBe('key-3');
  });

  it('keeps valid credentials while refreshing fails, until they expire', async () => {
    const credentials = createTestCredentials();
    void credentials.source();
    await credentials.resolveLoad(HOUR);
    credentials.time.set(NOW + 50 * MINUTE);
    await credentials.source();
    await credentials.rejectLoad();
    expect(await credentials.getKeyId()).toBe('key-1');
    credentials.time.set(NOW + HOUR - 1);
    expect(await credentials.getKeyId()).toBe('key-1');
    await credentials.rejectLoad();
    credentials.time.set(NOW + HOUR);
    expect(await problemOf(credentials.source())).toMatchObject({
      code: 'credentials_unavailable',
    });
  });

  it('loads again after the backoff of a failed load', async () => {
    const credentials = createTestCredentials();
    const requests = Array.from({ length: 50 }, () => problemOf(credentials.source()));
    await credentials.rejectLoad();
    expect(await requests[0]).toEqual({
      code: 'credentials_unavailable',
      message: 'The server has no valid credentials to sign requests with.',
      hint: HINT,
      retryable: true,
      retryAfterMs: 1_000,
    });
    expect(
      new Set((await Promise.all(requests)).map((problem) => JSON.stringify(problem))).size,
    ).toBe(1);

    credentials.time.set(NOW + 1_000);
    const retried = credentials.getKeyId();
    await credentials.resolveLoad(HOUR);
    expect(await retried).toBe('key-2');
  });

  it('backs off exponentially while loading fails', async () => {
    const credentials = createTestCredentials();
    const backoffs: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      const failed = problemOf(credentials.source());
      await flushPromises();
      await credentials.rejectLoad();
      await failed;
      // During the backoff, callers get the same problem without a load.
      const problem = await problemOf(credentials.source());
      const backoff =
        typeof problem === 'object' && problem && 'retryAfterMs' in problem
          ? Number(problem.retryAfterMs)
          : Number.NaN;
      backoffs.push(backoff);
      credentials.time.set(credentials.time.now() + backoff);
    }
    expect(backoffs).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(credentials.loads).toHaveLength(7);
  });

  it('keeps its backoff when the clock is changed', async () => {
    for (const by of [-2 * HOUR, 2 * HOUR]) {
      const credentials = createTestCredentials();
      const failed = problemOf(credentials.source());
      await credentials.rejectLoad();
      await failed;
      credentials.time.setClock(by);
      credentials.time.set(NOW + 999);
      expect(await problemOf(credentials.source())).toMatchObject({ retryAfterMs: 1 });
      expect(credentials.loads).toHaveLength(1);
      credentials.time.set(NOW + 1_000);
      const retried = credentials.getKeyId();
      await credentials.resolveLoad(HOUR);
      expect(await retried).toBe('key-2');
    }
  });

  it('refreshes in time when the clock is set back', async () => {
    const credentials = createTestCredentials();
    void credentials.source();
    await credentials.resolveLoad(HOUR);
    credentials.time.setClock(-2 * HOUR);
    credentials.time.set(NOW + 45 * MINUTE);
    expect(await credentials.getKeyId()).toBe('key-1');
    expect(credentials.loads).toHaveLength(2);
  });

  it('gives up a load after its timeout and ignores its late result', async () => {
    const credentials = createTestCredentials();
    const result = problemOf(credentials.source());
    await credentials.time.advance(10_000);
    expect(await result).toMatchObject({ code: 'credentials_unavailable' });
    await credentials.resolveLoad(HOUR);
    expect(credentials.source.isUsable()).toBe(false);
  });

  it('uses credentials that seem expired on arrival for one minute', async () => {
    const credentials = createTestCredentials();
    void credentials.source();
    await credentials.resolveLoad(-5 * MINUTE);
    expect(await credentials.getKeyId()).toBe('key-1');
    credentials.time.set(NOW + MINUTE);
    void credentials.source();
    expect(credentials.loads).toHaveLength(2);
  });

  it('reloads rejected credentials, but not within 30 s of their load', async () => {
    const credentials = createTestCredentials();
    void credentials.source();
    await credentials.resolveLoad(HOUR);
    const first = await credentials.source();
    credentials.time.set(NOW + 29_999);
    credentials.source.reportRejected(first);
    expect(await credentials.getKeyId()).toBe('key-1');

    credentials.time.set(NOW + 30_000);
    credentials.source.reportRejected(first);
    credentials.source.reportRejected(first);
    const retried = credentials.getKeyId();
    await credentials.resolveLoad(HOUR);
    expect(await retried).toBe('key-2');
    // A rejection of the previous credentials does not affect the current ones.
    credentials.time.set(NOW + HOUR / 2);
    credentials.source.reportRejected(first);
    expect(await credentials.getKeyId()).toBe('key-2');
    expect(credentials.loads).toHaveLength(2);
  });

  it('loads credentials when isUsable is called', async () => {
    const credentials = createTestCredentials();
    expect(credentials.source.isUsable()).toBe(false);
    await credentials.rejectLoad();
    expect(credentials.source.isUsable()).toBe(false);
    expect(credentials.loads).toHaveLength(1);
    credentials.time.set(NOW + 1_000);
    expect(credentials.source.isUsable()).toBe(false);
    await credentials.resolveLoad(HOUR);
    expect(credentials.source.isUsable()).toBe(true);
    credentials.time.set(NOW + 50 * MINUTE);
    expect(credentials.source.isUsable()).toBe(true);
    expect(credentials.loads).toHaveLength(3);
  });

  it('does not reveal credentials by inspection, serialization, copying or logging', async () => {
    const credentials = createTestCredentials();
    void credentials.source();
    await credentials.resolveLoad(HOUR);
    credentials.time.set(NOW + 50 * MINUTE);
    const current = await credentials.source();
    await credentials.rejectLoad(
      Object.assign(new Error(CREDENTIALS.securityToken), { name: CREDENTIALS.accessKeySecret }),
    );
    credentials.time.set(NOW + HOUR);
    const thrown = credentials.source().catch((error: unknown) => error);
    await credentials.rejectLoad(CREDENTIALS.accessKeySecret);

    const output = [current, { ...current }, credentials.source, await thrown]
      .flatMap((value) => [
        inspect(value, { depth: 9, showHidden: true }),
        JSON.stringify(value),
        String(value),
      ])
      .concat(credentials.logged, Object.getOwnPropertyNames(current))
      .join('\n');
    for (const secret of ['key-1', CREDENTIALS.accessKeySecret, CREDENTIALS.securityToken]) {
      expect(output).not.toContain(secret);
    }
    expect(output).toContain('credentials not refreshed');
    expect(output).toContain('credentials_unavailable');
    expect(current.accessKeySecret).toBe(CREDENTIALS.accessKeySecret);
  });
});
