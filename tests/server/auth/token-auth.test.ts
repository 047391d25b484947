import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ConfigSchema } from '../../../src/contract/wire/api.ts';
import { DAY } from '../../../src/contract/domain/time.ts';
import { createToken, createTokenApp } from '../../support/server/access.ts';

const bearer = (seed: number) => ({ headers: { authorization: `Bearer ${createToken(seed)}` } });

describe('createTokenAuth', () => {
  it('accepts a bearer token without a session and audits it once per address and day', async () => {
    const { send, logged, time } = await createTokenApp();
    for (let i = 0; i < 3; i++) {
      const response = await send('/api/config', bearer(2));
      expect(v.parse(ConfigSchema, await response.json()).access?.name).toBe('bob');
    }
    expect(logged).toEqual([
      { event: 'signed in', level: 'audit', name: 'bob', address: '203.0.113.9', by: 'bearer' },
    ]);
    await send('/api/config', { ...bearer(2), peer: '203.0.113.10' });
    expect(logged.map(({ address }) => address)).toEqual(['203.0.113.9', '203.0.113.10']);
    time.set(time.now() + DAY);
    await send('/api/config', bearer(2));
    expect(logged.map(({ name }) => name)).toEqual(['bob', 'bob', 'bob']);
    await send('/api/config', bearer(9));
    expect(logged.at(-1)).toEqual({
      event: 'sign-in failed',
      level: 'audit',
      address: '203.0.113.9',
      by: 'bearer',
    });
  });

  it('rejects a bearer token that has been removed', async () => {
    const { send, removeToken } = await createTokenApp();
    removeToken('bob');
    expect((await send('/api/config', bearer(2))).status).toBe(401);
  });
});
