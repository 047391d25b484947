import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/contract/domain/time.ts';
import { MAX_FAILURES_PER_MINUTE } from '../../../src/server/auth/token-check.ts';
import { createToken, createTokenApp, parseRanges } from '../../support/server/access.ts';

const bearer = (seed: number) => ({ headers: { authorization: `Bearer ${createToken(seed)}` } });

describe('createTokenCheck', () => {
  it('checks ten invalid tokens per address and minute, then no token until the minute is over', async () => {
    const { send, tokenReads, time, getConfig, signIn } = await createTokenApp();
    const cookie = await signIn(2);
    const wrong = { form: { token: createToken(9) } };
    const responses = await Promise.all(Array.from({ length: 25 }, () => send('/signin', wrong)));
    const statuses = responses.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(MAX_FAILURES_PER_MINUTE);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
    const before = tokenReads();
    const right = await send('/signin', { form: { token: createToken(1) } });
    expect([right.status, right.headers.get('retry-after'), tokenReads()]).toEqual([
      429,
      '60',
      before,
    ]);
    expect(await right.text()).toContain('Try again in 60 s.');
    const bearerResponse = await send('/api/config', bearer(1));
    expect([bearerResponse.status, bearerResponse.headers.get('retry-after')]).toEqual([429, '60']);
    // Sessions and other addresses are not affected.
    expect((await getConfig(cookie)).status).toBe(200);
    const elsewhere = await send('/signin', {
      form: { token: createToken(1) },
      peer: '203.0.113.10',
    });
    expect(elsewhere.status).toBe(303);
    time.set(time.now() + MINUTE);
    expect((await send('/signin', { form: { token: createToken(1) } })).status).toBe(303);
  });

  it('counts an IPv6 /64 network as one address', async () => {
    const { send } = await createTokenApp();
    const statuses = await Promise.all(
      Array.from({ length: 12 }, async (_, i) => {
        const peer = `2001:db8:1:2::${i + 1}`;
        return (await send('/signin', { form: { token: 'wrong' }, peer })).status;
      }),
    );
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });

  it('does not count valid tokens', async () => {
    const { signIn, send } = await createTokenApp();
    for (let i = 0; i < 15; i++) expect(await signIn()).not.toBe('');
    for (let i = 0; i < 15; i++) expect((await send('/api/config', bearer(2))).status).toBe(200);
  });

  it('accepts concurrent valid tokens and counts the invalid ones among them', async () => {
    const { send } = await createTokenApp();
    const get = (seed: number) => send('/api/config', bearer(seed));
    const right = await Promise.all(Array.from({ length: 100 }, (_, i) => get(1 + (i % 2))));
    expect(new Set(right.map(({ status }) => status))).toEqual(new Set([200]));
    const forms = Array.from({ length: 30 }, () =>
      send('/signin', { form: { token: createToken(1) } }),
    );
    const signedIn = await Promise.all(forms);
    expect(new Set(signedIn.map(({ status }) => status))).toEqual(new Set([303]));
    const mixed = await Promise.all(Array.from({ length: 18 }, (_, i) => get(i % 2 ? 9 : 1)));
    const statuses = mixed.map(({ status }) => status);
    expect(statuses).toEqual(mixed.map((_, i) => (i % 2 ? 401 : 200)));
    expect([await get(9), await get(9)].map(({ status }) => status)).toEqual([401, 429]);
  });

  it('counts the client behind a trusted gateway and ignores X-Forwarded-For from other peers', async () => {
    const { send } = await createTokenApp({ trustedPeers: parseRanges('10.0.0.0/24') });
    const wrong = (address: string, peer: string) =>
      send('/signin', {
        form: { token: 'wrong' },
        peer,
        headers: { 'x-forwarded-for': `1.2.3.4, ${address}, 10.0.0.9` },
      });
    for (let i = 0; i < 10; i++) await wrong('198.51.100.1', '10.0.0.7');
    expect((await wrong('198.51.100.1', '10.0.0.7')).status).toBe(429);
    expect((await wrong('198.51.100.2', '10.0.0.7')).status).toBe(401);
    for (let i = 0; i < 10; i++) await wrong(`198.51.100.${i}`, '203.0.113.9');
    expect((await wrong('198.51.100.77', '203.0.113.9')).status).toBe(429);
  });
});
