import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ConfigSchema } from '../../../src/contract/wire/api.ts';
import { ProblemSchema } from '../../../src/contract/wire/problem.ts';
import { hashText } from '../../../src/server/auth/access-tokens.ts';
import {
  HOST,
  PUBLIC_ORIGIN,
  createToken,
  createTokenApp,
  readCookie,
} from '../../support/server/access.ts';

const codeOf = async (response: Response) => v.parse(ProblemSchema, await response.json()).code;

describe('POST /signin', () => {
  it('sets a session cookie and redirects to the return path', async () => {
    const { send, logged } = await createTokenApp();
    const to = '/?app=abc&metric=FirstFrameCost';
    const response = await send('/signin', { form: { token: ` ${createToken(1)}\n`, to } });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(to);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(
      /^__Host-artc-lens=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const config = await send('/api/config', { headers: { cookie: readCookie(response) } });
    expect(v.parse(ConfigSchema, await config.json()).access).toEqual({
      name: 'alice',
      canSignOut: true,
    });
    expect(logged).toEqual([
      { event: 'signed in', level: 'audit', name: 'alice', address: '203.0.113.9', by: 'page' },
    ]);
  });

  it('sets a plain cookie on loopback without https', async () => {
    const { send } = await createTokenApp();
    const origin = 'http://127.0.0.1:8787';
    const response = await send('/signin', { origin, form: { token: createToken(1) } });
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(
      /^artc-lens=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const headers = { cookie: readCookie(response) };
    expect((await send('/api/config', { origin, headers })).status).toBe(200);
    expect((await send('/api/config', { headers })).status).toBe(401);
  });

  it('rejects plain http from another machine without checking the token', async () => {
    const { send, tokenReads, logged } = await createTokenApp();
    const headers = { origin: `http://${HOST}` };
    const form = { token: createToken(1) };
    const response = await send('/signin', { origin: `http://${HOST}`, form, headers });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('requires https');
    expect(response.headers.getSetCookie()).toEqual([]);
    expect([tokenReads(), logged]).toEqual([0, []]);
  });

  it.each([
    '',
    'artc-',
    'nonsense',
    createToken(9),
    createToken(1).toUpperCase(),
    `${createToken(1)}x`,
  ])('rejects the token %j', async (token) => {
    const { send, logged } = await createTokenApp();
    const response = await send('/signin', { form: { token, to: '/?app=a"><script>' } });
    expect(response.status).toBe(401);
    const page = await response.text();
    expect(page).toContain('Unknown access token');
    expect(page).not.toContain('<script>');
    if (token.length > 6) expect(page).not.toContain(token);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(logged).toEqual([
      { event: 'sign-in failed', level: 'audit', address: '203.0.113.9', by: 'page' },
    ]);
  });

  it('rejects the hash of a token', async () => {
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
  ])('rejects a form from or with %s, on sign-out too', async (_title, headers, status) => {
    const { send, signIn, getConfig } = await createTokenApp();
    const form = { token: createToken(1) };
    const response = await send('/signin', { form, headers });
    expect([response.status, response.headers.getSetCookie()]).toEqual([status, []]);
    const cookie = await signIn();
    const out = await send('/signout', { form: {}, headers: { cookie, ...headers } });
    expect(out.status).toBe(status);
    expect((await getConfig(cookie)).status).toBe(200);
  });

  it('rejects a form of more than 16 kB', async () => {
    const { send } = await createTokenApp();
    const response = await send('/signin', { form: { token: 'x'.repeat(20_000) } });
    expect(await codeOf(response)).toBe('too_large');
  });

  it('redirects a signed-in user to the return path', async () => {
    const { send, signIn } = await createTokenApp();
    const cookie = await signIn();
    const response = await send('/signin?to=/%3Fapp%3Dx', { headers: { cookie } });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/?app=x']);
  });

  it('lists the allowed methods of an unsupported request', async () => {
    const { send } = await createTokenApp();
    expect((await send('/signout')).headers.get('allow')).toBe('POST');
    expect((await send('/signin', { method: 'DELETE' })).headers.get('allow')).toBe('GET, POST');
  });
});

describe('GET /signin', () => {
  it.each([
    ['Accept-Language', '/signin', { 'accept-language': 'fr, zh-TW;q=0.9, en;q=0.8' }, 'zh-CN'],
    ['Accept-Language', '/signin', { 'accept-language': 'en-GB,zh' }, 'en-US'],
    ['the default', '/signin', { 'accept-language': 'fr' }, 'en-US'],
    ['the return path', '/signin?to=%2F%3Flang%3Dzh', { 'accept-language': 'en' }, 'zh-CN'],
    [
      'the parameter lang',
      '/signin?lang=en&to=%2F%3Flang%3Dzh',
      { 'accept-language': 'zh' },
      'en-US',
    ],
  ])('uses the language of %s', async (_title, path, headers, locale) => {
    const { send } = await createTokenApp();
    const page = await (await send(path, { headers })).text();
    expect(page).toContain(`<html lang="${locale}"`);
    expect(page).toContain(locale === 'zh-CN' ? '访问令牌' : 'Access token');
  });

  it('keeps its language after an invalid token', async () => {
    const { send } = await createTokenApp();
    const response = await send('/signin', { form: { token: 'x', lang: 'zh', to: '/?app=y' } });
    const page = await response.text();
    expect(page).toContain('无法识别该令牌');
    expect(page).toContain('value="/?app=y"');
  });

  it('uses the theme of the return path', async () => {
    const { send } = await createTokenApp();
    const page = await (await send('/signin?to=%2F%3Ftheme%3Ddark')).text();
    expect(page).toContain('data-theme="dark"');
  });

  it('has no script and loads nothing from other hosts', async () => {
    const { send } = await createTokenApp();
    const response = await send('/signin?to=%2F%3Fapp%3Dx');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
    const page = await response.text();
    expect(page).not.toMatch(/<script|https?:|@import|url\(/);
    expect(page.match(/(?:src|href|action)="[^"]*"/g)).toEqual([
      'href="/favicon.svg"',
      'href="./sign-in.css"',
      'href="/signin?to=%2F%3Fapp%3Dx&amp;lang=zh"',
      'action="/signin"',
    ]);
    expect(new URL(PUBLIC_ORIGIN).host).toBe(HOST);
  });
});
