import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/contract/domain/time.ts';
import { createToken, createTokenApp, readCookie } from '../../support/server/access.ts';

describe('createSessions', () => {
  it('ends a session as soon as its token is removed', async () => {
    const { signIn, getConfig, removeToken } = await createTokenApp();
    const [alice, bob] = [await signIn(1), await signIn(2)];
    removeToken('alice');
    expect((await getConfig(alice)).status).toBe(401);
    expect((await getConfig(bob)).status).toBe(200);
  });

  it('ends a session when its user gets a new token', async () => {
    const { signIn, getConfig, replaceToken } = await createTokenApp();
    const cookie = await signIn();
    await replaceToken('alice', 3);
    expect((await getConfig(cookie)).status).toBe(401);
    expect((await getConfig(await signIn(3))).status).toBe(200);
  });

  it('ends a session after 30 days', async () => {
    const { signIn, getConfig, time } = await createTokenApp();
    const cookie = await signIn();
    time.set(time.now() + 30 * DAY - 1);
    expect((await getConfig(cookie)).status).toBe(200);
    time.set(time.now() + 1);
    expect((await getConfig(cookie)).status).toBe(401);
  });

  it('ends a session on sign-out, also for copies of its cookie', async () => {
    const { send, signIn, getConfig, logged } = await createTokenApp();
    const cookie = await signIn();
    // What a browser sends from a page with our referrer policy.
    const headers = { cookie, origin: 'null', 'sec-fetch-site': 'same-origin' };
    const response = await send('/signout', { form: { to: '/?app=x' }, headers });
    expect(response.headers.get('location')).toBe('/signin?to=%2F%3Fapp%3Dx');
    expect(response.headers.getSetCookie()).toEqual([
      '__Host-artc-lens=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax',
      'artc-lens=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax',
    ]);
    expect((await getConfig(cookie)).status).toBe(401);
    expect(logged.at(-1)).toEqual({
      event: 'signed out',
      level: 'audit',
      name: 'alice',
      address: '203.0.113.9',
    });
  });

  it('ends the oldest session of a token that has twenty', async () => {
    const { signIn, getConfig } = await createTokenApp();
    const cookies: string[] = [];
    const other = await signIn(2);
    for (let i = 0; i < 21; i++) cookies.push(await signIn());
    const statuses = await Promise.all(
      cookies.map(async (cookie) => (await getConfig(cookie)).status),
    );
    expect(statuses).toEqual([401, ...Array<number>(20).fill(200)]);
    expect((await getConfig(other)).status).toBe(200);
  });

  it('opens a new session on each sign-in and ends the previous one', async () => {
    const { send, signIn, getConfig } = await createTokenApp();
    const first = await signIn();
    const form = { token: createToken(1) };
    const second = readCookie(await send('/signin', { form, headers: { cookie: first } }));
    expect(second).not.toBe(first);
    expect((await getConfig(first)).status).toBe(401);
    expect((await getConfig(second)).status).toBe(200);
  });
});
