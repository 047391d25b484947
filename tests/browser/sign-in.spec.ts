// The lock as people meet it: the sign-in page, the way back, the way out, and what stays closed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { DEMO_APPS } from '../../src/simulator/simulator.ts';
import { onDashboard } from './dashboard.ts';
import { startGateway } from './gateway.ts';
import type { Gateway } from './gateway.ts';
import { DIST, startProgram, test as base } from './server-fixture.ts';

const [, MEETING = ''] = DEMO_APPS.map(({ id }) => id);
const DEEP = `?app=${MEETING}&metric=FirstFrameCost&range=7d&split=os`;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

/** Runs `npm run token` as it is built, on one file. */
function runTokens(file: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(DIST, 'server', 'token.js'), ...args],
    { env: { ARTC_ACCESS_TOKENS: file }, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

/** `lens` behind a lock to which `token` is alice's key. */
const test = base.extend<{ file: string; token: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright wants to see what a fixture needs
  file: async ({}, use) => {
    const directory = mkdtempSync(join(tmpdir(), 'artc-tokens-'));
    await use(join(directory, 'inner', 'tokens'));
    rmSync(directory, { recursive: true });
  },
  token: async ({ file }, use) => use(runTokens(file, 'alice').stdout.trim()),
  lensOptions: async ({ file, token }, use) => {
    expect(token).not.toBe('');
    await use({ env: { ARTC_ACCESS_TOKENS: file } });
  },
});

async function signIn(page: Page, token: string): Promise<void> {
  await page.getByLabel('Access token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('a deep link survives the sign-in, and signing out shuts the door again', async ({
  page,
  lens,
  token,
}) => {
  await page.goto(lens.url + DEEP);
  expect(new URL(page.url()).pathname).toBe('/signin');
  await expect(page.getByLabel('Access token')).toBeFocused();

  await signIn(page, 'artc-nonsense');
  await expect(page.getByRole('alert')).toContainText('Unknown access token');
  await expect(page.getByLabel('Access token')).toBeFocused();
  await expect(page.getByLabel('Access token')).toHaveValue('');

  // By keyboard alone.
  await page.keyboard.type(token);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === '/');
  expect(new URL(page.url()).search).toBe(DEEP);
  await onDashboard(page).allIn();
  const [cookie, ...others] = await page.context().cookies();
  expect(others).toEqual([]);
  expect(cookie).toMatchObject({ name: 'artc-lens', httpOnly: true, sameSite: 'Lax' });
  expect(cookie?.value).not.toContain(token);

  await page.getByRole('button', { name: 'More settings' }).click();
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/person.png` });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(await page.context().cookies()).toEqual([]);
  const old = { headers: { cookie: `artc-lens=${cookie?.value}` } };
  expect((await fetch(`${lens.url}api/config`, old)).status).toBe(401);

  // The page without its figures, or the sign-in page again, as the browser remembers it.
  await page.goBack();
  await page.getByRole('link', { name: 'Sign in' }).or(page.getByLabel('Access token')).waitFor();
  await expect(page.getByRole('region', { name: 'Metrics' })).toHaveCount(0);
  await page.goto(lens.url + DEEP);
  await signIn(page, token);
  await onDashboard(page).allIn();
  expect(new URL(page.url()).search).toBe(DEEP);
});

test('a removed token stops at once; the page says so and keeps its address', async ({
  page,
  lens,
  file,
  token,
}) => {
  await page.goto(lens.url + DEEP);
  await signIn(page, token);
  await onDashboard(page).allIn();
  const bob = runTokens(file, 'bob').stdout.trim();
  expect(runTokens(file, '--remove', 'alice').status).toBe(0);

  await onDashboard(page).chooseRange('Last 14 days');
  const link = page.getByRole('link', { name: 'Sign in' });
  await expect(link).toBeVisible();
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/removed.png` });
  const address = new URL(page.url()).search;
  expect(address).toContain('range=14d');
  await link.click();
  await signIn(page, token);
  await expect(page.getByRole('alert')).toContainText('Unknown access token');
  await signIn(page, bob);
  await onDashboard(page).allIn();
  expect(new URL(page.url()).search).toBe(address);
});

test('a page that is open while the server restarts leads back to itself', async ({
  page,
  lens,
  token,
}) => {
  await page.goto(lens.url + DEEP);
  await signIn(page, token);
  await onDashboard(page).allIn();
  await lens.restart();
  await page.reload();
  await signIn(page, token);
  await onDashboard(page).allIn();
  expect(new URL(page.url()).search).toBe(DEEP);
});

test('an audit line a sign-in, a failure and a sign-out, and no token in any', async ({
  file,
  token,
}) => {
  const program = startProgram('main', { ARTC_ACCESS_TOKENS: file, LOG_LEVEL: 'trace' });
  const url = await program.url;
  const post = (path: string, form: Record<string, string>, cookie = '') =>
    fetch(url + path, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { cookie },
      redirect: 'manual',
    });
  const wrong = token.replace(/.$/, token.endsWith('A') ? 'B' : 'A');
  await post('signin', { token: wrong });
  const [cookie = ''] = (await post('signin', { token })).headers.getSetCookie();
  await post('signout', {}, cookie.split(';')[0]);
  expect(await program.stop()).toBe(0);
  const { stdout, stderr } = program.output();
  const lines = stderr
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { msg: string; name?: string; address?: string });
  const audit = lines.filter(({ msg }) => /sign/.test(msg));
  expect(audit.map(({ msg, name, address }) => [msg, name, address])).toEqual([
    ['sign-in failed', undefined, '127.0.0.1'],
    ['signed in', 'alice', '127.0.0.1'],
    ['signed out', 'alice', '127.0.0.1'],
  ]);
  const secret = /artc-lens=([^;]+)/.exec(cookie)?.[1] ?? '-';
  for (const hidden of [token, wrong, secret, readFileSync(file, 'utf8').split(':')[1] ?? '-']) {
    expect(stdout + stderr).not.toContain(hidden.trim());
  }
});

test('tokens are made, listed and removed, and kept only as hashes', ({ file, token }) => {
  expect(token).toMatch(/^artc-[\w-]{43}$/);
  expect(readFileSync(file, 'utf8')).toMatch(/^alice:[0-9a-f]{64}\n$/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(runTokens(file, 'alice').status).toBe(1);
  expect(runTokens(file, 'bob').status).toBe(0);
  expect(runTokens(file, '--list').stdout).toBe('alice\nbob\n');
  expect(runTokens(file, '--remove', 'nobody').status).toBe(1);
  expect(runTokens(file, '--remove', 'alice').status).toBe(0);
  expect(runTokens(file, '--list').stdout).toBe('bob\n');
  for (const args of [[], ['a b'], ['a', 'b'], ['--remove'], ['--help']]) {
    const { status, stderr } = runTokens(file, ...args);
    expect([args, status]).toEqual([args, 64]);
    expect(stderr).not.toBe('');
  }
});

test('off loopback it starts only with a lock and the names it is asked under', async ({
  file,
  token,
}) => {
  expect(token).not.toBe('');
  for (const [env, sentence] of [
    [{}, /^HOST must be a loopback address.*ARTC_ACCESS_TOKENS/],
    [{ ARTC_ACCESS_TOKENS: file }, /^ARTC_HOSTS /],
    [
      { ARTC_ACCESS_TOKENS: `${file}.not`, ARTC_HOSTS: 'x.example' },
      /^ARTC_ACCESS_TOKENS .*ENOENT/,
    ],
    [{ ARTC_TRUST_PROXY_HEADER: 'x-user', ARTC_HOSTS: 'x.example' }, /^ARTC_TRUST_PROXY_HEADER /],
  ] as const) {
    const program = startProgram('main', { HOST: '0.0.0.0', ...env });
    expect(await program.exitCode).toBe(78);
    expect(program.output().stderr.trim()).toMatch(sentence);
    expect(program.output().stderr.trim().split('\n')).toHaveLength(1);
  }
  const good = startProgram('main', {
    HOST: '0.0.0.0',
    ARTC_ACCESS_TOKENS: file,
    ARTC_HOSTS: 'x.example',
  });
  const answer = await fetch(await good.url, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/signin']);
  await good.stop();
});

base.describe('behind a gateway', () => {
  base.use({ ignoreHTTPSErrors: true });
  let gateway: Gateway;
  const startLens = async (env: Record<string, string>) => {
    const program = startProgram('main', { ...env, ARTC_HOSTS: gateway.host });
    gateway.setTarget(await program.url);
    return program;
  };
  base.afterEach(() => gateway.close());

  base('that ends TLS, the cookie is bound to this host and to https', async ({ page }) => {
    const directory = mkdtempSync(join(tmpdir(), 'artc-tokens-'));
    const file = join(directory, 'tokens');
    const token = runTokens(file, 'alice').stdout.trim();
    gateway = await startGateway({ tls: true });
    const program = await startLens({
      ARTC_ACCESS_TOKENS: file,
      ARTC_TRUST_PROXY_PEERS: '127.0.0.1',
      LOG_LEVEL: 'info',
    });
    await page.goto(`${gateway.url}?metric=FirstFrameCost`);
    await signIn(page, token);
    await onDashboard(page).allIn();
    expect(new URL(page.url()).searchParams.get('metric')).toBe('FirstFrameCost');
    expect(await page.context().cookies()).toMatchObject([
      { name: '__Host-artc-lens', secure: true, httpOnly: true, sameSite: 'Lax', path: '/' },
    ]);
    await page.getByRole('button', { name: 'More settings' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    expect(await page.context().cookies()).toEqual([]);
    await program.stop();
    expect(program.output().stderr).toContain('198.51.100.7');
    rmSync(directory, { recursive: true });
  });

  base('without TLS, the sign-in says what is missing', async ({ page }) => {
    const directory = mkdtempSync(join(tmpdir(), 'artc-tokens-'));
    const file = join(directory, 'tokens');
    const token = runTokens(file, 'alice').stdout.trim();
    gateway = await startGateway({ tls: false });
    const program = await startLens({ ARTC_ACCESS_TOKENS: file });
    await page.goto(gateway.url);
    await signIn(page, token);
    await expect(page.getByRole('alert')).toContainText('Signing in requires https');
    await program.stop();
    rmSync(directory, { recursive: true });
  });

  base('that signs people in, its word is enough, and nobody else has it', async ({ page }) => {
    gateway = await startGateway({ tls: true, user: 'carol@example.com' });
    const program = await startLens({
      ARTC_TRUST_PROXY_HEADER: 'X-Forwarded-User',
      ARTC_TRUST_PROXY_PEERS: '127.0.0.1/32',
    });
    await page.goto(gateway.url);
    await onDashboard(page).allIn();
    await page.getByRole('button', { name: 'More settings' }).click();
    await expect(page.getByRole('dialog')).toContainText('carol@example.com');
    await expect(page.getByRole('button', { name: 'Sign out' })).toHaveCount(0);
    await page.goto(await program.url);
    await expect(page.getByRole('heading', { name: 'Not signed in' })).toBeVisible();
    await program.stop();
  });
});

test.describe('the sign-in page', () => {
  test.use({ javaScriptEnabled: false });

  test('needs no script', async ({ page, lens, token }) => {
    await page.goto(lens.url + DEEP);
    await page.getByRole('link', { name: '简体中文' }).click();
    await page.getByLabel('访问令牌').fill('x');
    await page.getByRole('button', { name: '登录' }).click();
    await expect(page.getByRole('alert')).toContainText('无法识别该令牌');
    await page.getByLabel('访问令牌').fill(token);
    await page.getByRole('button', { name: '登录' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    expect(new URL(page.url()).search).toBe(DEEP);
  });
});

for (const theme of ['light', 'dark'] as const) {
  for (const lang of ['en', 'zh'] as const) {
    test(`the sign-in page is readable and fits, ${theme}, ${lang}`, async ({ page, lens }) => {
      const problems: string[] = [];
      page.on('console', (message) => void problems.push(message.text()));
      await page.emulateMedia({ colorScheme: theme });
      for (const width of [1_440, 320]) {
        await page.setViewportSize({ width, height: 844 });
        await page.goto(`${lens.url}signin?lang=${lang}`);
        const found = await new AxeBuilder({ page }).setLegacyMode().withTags(RULES).analyze();
        expect(found.violations.map(({ id }) => id)).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
        ).toBeLessThanOrEqual(0);
        if (process.env['SHOTS'])
          await page.screenshot({
            path: `${process.env['SHOTS']}/signin-${theme}-${lang}-${width}.png`,
          });
        await page.locator('#token').fill('x');
        await page.locator('button').click();
        await expect(page.getByRole('alert')).toBeVisible();
        const again = await new AxeBuilder({ page }).setLegacyMode().withTags(RULES).analyze();
        expect(again.violations.map(({ id }) => id)).toEqual([]);
        if (process.env['SHOTS'])
          await page.screenshot({
            path: `${process.env['SHOTS']}/signin-wrong-${theme}-${lang}-${width}.png`,
          });
      }
      // The browser's own line on a 401 is all it has to say.
      expect(problems.filter((text) => !text.includes('401'))).toEqual([]);
    });
  }
}
