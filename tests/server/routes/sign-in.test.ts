import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ConfigSchema } from '../../../src/contract/wire/api.ts';
import { ProblemSchema } from '../../../src/contract/wire/problem.ts';
import { DAY, MINUTE } from '../../../src/contract/domain/time.ts';
import { MAX_FAILURES_PER_MINUTE } from '../../../src/server/auth/token-check.ts';
import { MAX_REQUESTS_PER_MINUTE } from '../../../src/server/middleware/client-limits.ts';
import { hashText } from '../../../src/server/auth/access-tokens.ts';
import {
  HOST,
  PUBLIC_ORIGIN,
  readCookie,
  createGatewayApp,
  createTokenApp,
  parseRanges,
  createToken,
} from '../../support/server/access.ts';
import { createWindowRequest } from '../../support/server/test-doubles.ts';

const bearer = (seed: number) => ({ headers: { authorization: `Bearer ${createToken(seed)}` } });
const codeOf = async (response: Response) => v.parse(ProblemSchema, await response.json()).code;

describe('without a name', () => {
  it('nothing of the API answers, and no call is made', async () => {
    const { send, upstream } = await createTokenApp();
    const json = { 'content-type': 'application/json' };
    const body = JSON.stringify({ windows: [createWindowRequest()] });
    for (const answer of [
      await send('/api/config'),
      await send('/api/windows', { body, headers: json }),
      await send('/api/nothing'),
      await send('/metrics'),
      await send('/api/config', { headers: { cookie: '__Host-artc-lens=made-up' } }),
      await send('/api/config', { headers: { authorization: 'Basic YWxpY2U6eA==' } }),
    ]) {
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(await codeOf(answer)).toBe('not_signed_in');
    }
    expect(upstream.calls).toEqual([]);
  });

  it('health is still told', async () => {
    const { send } = await createTokenApp();
    expect((await send('/healthz')).status).toBe(200);
    expect((await send('/readyz')).status).toBe(200);
  });

  it('another host name is refused first', async () => {
    const { send } = await createTokenApp();
    const answer = await send('/signin', { origin: 'https://evil.example' });
    expect(await codeOf(answer)).toBe('forbidden_origin');
  });
});

describe('signing in', () => {
  it('gives a cookie that opens the API, and leads back', async () => {
    const { send, logged } = await createTokenApp();
    const to = '/?app=abc&metric=FirstFrameCost';
    const answer = await send('/signin', { form: { token: ` ${createToken(1)}\n`, to } });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(to);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(
      /^__Host-artc-lens=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const config = await send('/api/config', { headers: { cookie: readCookie(answer) } });
    expect(v.parse(ConfigSchema, await config.json()).access).toEqual({
      name: 'alice',
      canSignOut: true,
    });
    expect(logged).toEqual([
      { event: 'signed in', level: 'audit', name: 'alice', address: '203.0.113.9', by: 'page' },
    ]);
  });

  it('on this machine without https uses a cookie that browsers take there', async () => {
    const { send } = await createTokenApp();
    const origin = 'http://127.0.0.1:8787';
    const answer = await send('/signin', { origin, form: { token: createToken(1) } });
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(
      /^artc-lens=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const headers = { cookie: readCookie(answer) };
    expect((await send('/api/config', { origin, headers })).status).toBe(200);
    expect((await send('/api/config', { headers })).status).toBe(401);
  });

  it('over plain http from elsewhere says that it cannot, and looks at no token', async () => {
    const { send, tokenReads, logged } = await createTokenApp();
    const headers = { origin: `http://${HOST}` };
    const form = { token: createToken(1) };
    const answer = await send('/signin', { origin: `http://${HOST}`, form, headers });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('https only');
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect([tokenReads(), logged]).toEqual([0, []]);
  });

  it.each([
    '',
    'artc-',
    'nonsense',
    createToken(9),
    createToken(1).toUpperCase(),
    `${createToken(1)}x`,
  ])('does not take %j', async (token) => {
    const { send, logged } = await createTokenApp();
    const answer = await send('/signin', { form: { token, to: '/?app=a"><script>' } });
    expect(answer.status).toBe(401);
    const page = await answer.text();
    expect(page).toContain('This token is not known here');
    expect(page).not.toContain('<script>');
    if (token.length > 6) expect(page).not.toContain(token);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(logged).toEqual([
      { event: 'sign-in failed', level: 'audit', address: '203.0.113.9', by: 'page' },
    ]);
  });

  it('does not take a hash for its token', async () => {
    const { send } = await createTokenApp();
    const token = await hashText(createToken(1));
    expect((await send('/signin', { form: { token } })).status).toBe(401);
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }, 403],
    ['a hidden origin', { origin: 'null' }, 403],
    ['text', { 'content-type': 'text/plain' }, 415],
    ['JSON', { 'content-type': 'application/json' }, 415],
  ])('refuses a form of %s', async (_what, headers, status) => {
    const { send, signIn, getConfig } = await createTokenApp();
    const form = { token: createToken(1) };
    const answer = await send('/signin', { form, headers });
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([status, []]);
    const cookie = await signIn();
    const out = await send('/signout', { form: {}, headers: { cookie, ...headers } });
    expect(out.status).toBe(status);
    expect((await getConfig(cookie)).status).toBe(200);
  });

  it('takes no huge form', async () => {
    const { send } = await createTokenApp();
    const answer = await send('/signin', { form: { token: 'x'.repeat(20_000) } });
    expect(await codeOf(answer)).toBe('too_large');
  });

  it('leads those who are signed in on at once', async () => {
    const { send, signIn } = await createTokenApp();
    const cookie = await signIn();
    const answer = await send('/signin?to=/%3Fapp%3Dx', { headers: { cookie } });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/?app=x']);
  });

  it('takes only the methods it knows', async () => {
    const { send } = await createTokenApp();
    expect((await send('/signout')).headers.get('allow')).toBe('POST');
    expect((await send('/signin', { method: 'DELETE' })).headers.get('allow')).toBe('GET, POST');
  });
});

describe('a session', () => {
  it('ends with its token, at once, and only with that one', async () => {
    const { signIn, getConfig, removeToken } = await createTokenApp();
    const [alice, bob] = [await signIn(1), await signIn(2)];
    removeToken('alice');
    expect((await getConfig(alice)).status).toBe(401);
    expect((await getConfig(bob)).status).toBe(200);
  });

  it('ends when the name gets another token', async () => {
    const { signIn, getConfig, replaceToken } = await createTokenApp();
    const cookie = await signIn();
    await replaceToken('alice', 3);
    expect((await getConfig(cookie)).status).toBe(401);
    expect((await getConfig(await signIn(3))).status).toBe(200);
  });

  it('ends after thirty days', async () => {
    const { signIn, getConfig, time } = await createTokenApp();
    const cookie = await signIn();
    time.set(time.now() + 30 * DAY - 1);
    expect((await getConfig(cookie)).status).toBe(200);
    time.set(time.now() + 1);
    expect((await getConfig(cookie)).status).toBe(401);
  });

  it('ends by signing out, for whoever has copied the cookie too', async () => {
    const { send, signIn, getConfig, logged } = await createTokenApp();
    const cookie = await signIn();
    // As a browser sends it from a page with our referrer policy.
    const headers = { cookie, origin: 'null', 'sec-fetch-site': 'same-origin' };
    const answer = await send('/signout', { form: { to: '/?app=x' }, headers });
    expect(answer.headers.get('location')).toBe('/signin?to=%2F%3Fapp%3Dx');
    expect(answer.headers.getSetCookie()).toEqual([
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

  it('makes room for the next once a token has twenty', async () => {
    const { signIn, getConfig } = await createTokenApp();
    const cookies: string[] = [];
    const other = await signIn(2);
    for (let i = 0; i < 21; i++) cookies.push(await signIn());
    const statuses = await Promise.all(cookies.map(async (one) => (await getConfig(one)).status));
    expect(statuses).toEqual([401, ...Array<number>(20).fill(200)]);
    expect((await getConfig(other)).status).toBe(200);
  });

  it('is another one at each sign-in, and the old one is over', async () => {
    const { send, signIn, getConfig } = await createTokenApp();
    const first = await signIn();
    const form = { token: createToken(1) };
    const second = readCookie(await send('/signin', { form, headers: { cookie: first } }));
    expect(second).not.toBe(first);
    expect((await getConfig(first)).status).toBe(401);
    expect((await getConfig(second)).status).toBe(200);
  });
});

describe('bounds', () => {
  it('looks at ten wrong tokens of an address in a minute, and then at none', async () => {
    const { send, tokenReads, time, getConfig, signIn } = await createTokenApp();
    const cookie = await signIn(2);
    const wrong = { form: { token: createToken(9) } };
    const answers = await Promise.all(Array.from({ length: 25 }, () => send('/signin', wrong)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(MAX_FAILURES_PER_MINUTE);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
    const before = tokenReads();
    const right = await send('/signin', { form: { token: createToken(1) } });
    expect([right.status, right.headers.get('retry-after'), tokenReads()]).toEqual([
      429,
      '60',
      before,
    ]);
    expect(await right.text()).toContain('Try again in 60 seconds.');
    const program = await send('/api/config', bearer(1));
    expect([program.status, program.headers.get('retry-after')]).toEqual([429, '60']);
    // Who is in stays in, and other addresses are not concerned.
    expect((await getConfig(cookie)).status).toBe(200);
    const elsewhere = await send('/signin', {
      form: { token: createToken(1) },
      peer: '203.0.113.10',
    });
    expect(elsewhere.status).toBe(303);
    time.set(time.now() + MINUTE);
    expect((await send('/signin', { form: { token: createToken(1) } })).status).toBe(303);
  });

  it('counts an IPv6 network as one', async () => {
    const { send } = await createTokenApp();
    const statuses = await Promise.all(
      Array.from({ length: 12 }, async (_, i) => {
        const peer = `2001:db8:1:2::${i + 1}`;
        return (await send('/signin', { form: { token: 'wrong' }, peer })).status;
      }),
    );
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });

  it('does not count the tokens that are right', async () => {
    const { signIn, send } = await createTokenApp();
    for (let i = 0; i < 15; i++) expect(await signIn()).not.toBe('');
    for (let i = 0; i < 15; i++) expect((await send('/api/config', bearer(2))).status).toBe(200);
  });

  it('takes right tokens however many come at once, with the wrong ones among them counted', async () => {
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

  it('behind a gateway counts who is behind it, and believes nobody else', async () => {
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

  it('answers a person so often in a minute, and then says when again', async () => {
    const { getConfig, signIn, time } = await createTokenApp();
    const [alice, bob] = [await signIn(1), await signIn(2)];
    for (let i = 0; i < MAX_REQUESTS_PER_MINUTE; i++) {
      if (i === 300) time.set(time.now() + 20_000);
      expect((await getConfig(alice)).status).toBe(200);
    }
    const answer = await getConfig(alice);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '40']);
    expect(v.parse(ProblemSchema, await answer.json())).toMatchObject({
      code: 'too_many_requests',
      retryAfterMs: 40_000,
    });
    expect((await getConfig(bob)).status).toBe(200);
    time.set(time.now() + 40_000);
    expect((await getConfig(alice)).status).toBe(200);
  });
});

describe('a program with a token', () => {
  it('needs no session, and is mentioned once a day', async () => {
    const { send, logged, time } = await createTokenApp();
    for (let i = 0; i < 3; i++) {
      const answer = await send('/api/config', bearer(2));
      expect(v.parse(ConfigSchema, await answer.json()).access?.name).toBe('bob');
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

  it('is out with its token', async () => {
    const { send, removeToken } = await createTokenApp();
    removeToken('bob');
    expect((await send('/api/config', bearer(2))).status).toBe(401);
  });
});

describe('behind a gateway that names people', () => {
  const as = (name: string, peer = '10.0.0.7') => ({
    peer,
    headers: { 'X-Forwarded-User': name, 'x-forwarded-for': '198.51.100.1' },
  });

  it('its word counts, also from a dual-stack socket', async () => {
    const { send, logged, time } = createGatewayApp();
    for (const peer of ['10.0.0.7', '::ffff:10.0.0.7']) {
      const answer = await send('/api/config', as('carol@example.com', peer));
      expect(v.parse(ConfigSchema, await answer.json()).access).toEqual({
        name: 'carol@example.com',
        canSignOut: false,
      });
    }
    expect(logged).toEqual([
      {
        event: 'signed in',
        level: 'audit',
        name: 'carol@example.com',
        address: '198.51.100.1',
        by: 'gateway',
      },
    ]);
    time.set(time.now() + DAY);
    await send('/api/config', as('carol@example.com'));
    expect(logged).toHaveLength(2);
  });

  it.each([
    ['another peer', as('carol', '10.0.0.8')],
    ['no name', as('')],
    ['two names', as('eve, carol')],
    ['a name of nothing but length', as('x'.repeat(129))],
    ['no header', { peer: '10.0.0.7' }],
  ])('%s does not', async (_what, init) => {
    const { send } = createGatewayApp();
    expect((await send('/api/config', init)).status).toBe(401);
  });

  it('leads on who comes back from it, and tells others where to go', async () => {
    const { send } = createGatewayApp();
    const back = await send('/signin?to=%2F%3Fapp%3Dx', as('carol'));
    expect([back.status, back.headers.get('location')]).toEqual([303, '/?app=x']);
    const lost = await send('/signin');
    expect(lost.status).toBe(401);
    const page = await lost.text();
    expect(page).toContain('Signing in here is done by a gateway');
    expect(page).not.toContain('<form');
    expect((await send('/signin', { form: { token: createToken(1) } })).status).toBe(405);
  });
});

describe('the sign-in page', () => {
  it.each([
    ['the browser', '/signin', { 'accept-language': 'fr, zh-TW;q=0.9, en;q=0.8' }, 'zh-CN'],
    ['the browser', '/signin', { 'accept-language': 'en-GB,zh' }, 'en-US'],
    ['nobody we know', '/signin', { 'accept-language': 'fr' }, 'en-US'],
    ['the link', '/signin?to=%2F%3Flang%3Dzh', { 'accept-language': 'en' }, 'zh-CN'],
    ['the reader', '/signin?lang=en&to=%2F%3Flang%3Dzh', { 'accept-language': 'zh' }, 'en-US'],
  ])('speaks as %s does', async (_who, path, headers, locale) => {
    const { send } = await createTokenApp();
    const page = await (await send(path, { headers })).text();
    expect(page).toContain(`<html lang="${locale}"`);
    expect(page).toContain(locale === 'zh-CN' ? '访问令牌' : 'Access token');
  });

  it('stays in its language after a wrong token', async () => {
    const { send } = await createTokenApp();
    const answer = await send('/signin', { form: { token: 'x', lang: 'zh', to: '/?app=y' } });
    const page = await answer.text();
    expect(page).toContain('无法识别该令牌');
    expect(page).toContain('value="/?app=y"');
  });

  it('looks as the link says', async () => {
    const { send } = await createTokenApp();
    const page = await (await send('/signin?to=%2F%3Ftheme%3Ddark')).text();
    expect(page).toContain('data-theme="dark"');
  });

  it('has no script and asks nobody else for anything', async () => {
    const { send } = await createTokenApp();
    const answer = await send('/signin?to=%2F%3Fapp%3Dx');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
    const page = await answer.text();
    expect(page).not.toMatch(/<script|https?:|@import|url\(/);
    expect(page.match(/(?:src|href|action)="[^"]*"/g)).toEqual([
      'href="/favicon.svg"',
      'href="/signin?to=%2F%3Fapp%3Dx&amp;lang=zh"',
      'action="/signin"',
    ]);
    expect(new URL(PUBLIC_ORIGIN).host).toBe(HOST);
  });
});
