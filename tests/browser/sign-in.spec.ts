import { readFileSync, statSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { DEMO_APPS } from '../../src/simulator/simulator.ts';
import { onDashboard } from './dashboard.ts';
import { startProgram } from './server-fixture.ts';
import { runTokenCommand, signIn, test } from './token-fixture.ts';

const [, MEETING = ''] = DEMO_APPS.map(({ id }) => id);
const DEEP_LINK = `?app=${MEETING}&metric=FirstFrameCost&range=7d&split=os`;
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

test('signing in returns to the deep link, and signing out ends access', async ({
  page,
  lens,
  token,
}) => {
  await page.goto(lens.url + DEEP_LINK);
  expect(new URL(page.url()).pathname).toBe('/signin');
  await expect(page.getByLabel('Access token')).toBeFocused();

  await signIn(page, 'artc-nonsense');
  await expect(page.getByRole('alert')).toContainText('Unknown access token');
  await expect(page.getByLabel('Access token')).toBeFocused();
  await expect(page.getByLabel('Access token')).toHaveValue('');

  // By keyboard only.
  await page.keyboard.type(token);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === '/');
  expect(new URL(page.url()).search).toBe(DEEP_LINK);
  await onDashboard(page).allIn();
  const [cookie, ...otherCookies] = await page.context().cookies();
  expect(otherCookies).toEqual([]);
  expect(cookie).toMatchObject({ name: 'artc-lens', httpOnly: true, sameSite: 'Lax' });
  expect(cookie?.value).not.toContain(token);

  await page.getByRole('button', { name: 'More settings' }).click();
  if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/person.png` });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(await page.context().cookies()).toEqual([]);
  const oldSession = { headers: { cookie: `artc-lens=${cookie?.value}` } };
  expect((await fetch(`${lens.url}api/config`, oldSession)).status).toBe(401);

  // The browser restores the page without data, or the sign-in page.
  await page.goBack();
  await page.getByRole('link', { name: 'Sign in' }).or(page.getByLabel('Access token')).waitFor();
  await expect(page.getByRole('region', { name: 'Metrics' })).toHaveCount(0);
  await page.goto(lens.url + DEEP_LINK);
  await signIn(page, token);
  await onDashboard(page).allIn();
  expect(new URL(page.url()).search).toBe(DEEP_LINK);
});

test('a removed token stops at once, and the page offers to sign in at the same address', async ({
  page,
  lens,
  file,
  token,
}) => {
  await page.goto(lens.url + DEEP_LINK);
  await signIn(page, token);
  await onDashboard(page).allIn();
  const bob = runTokenCommand(file, 'bob').stdout.trim();
  expect(runTokenCommand(file, '--remove', 'alice').status).toBe(0);

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

test('after a server restart, signing in returns to the same view', async ({
  page,
  lens,
  token,
}) => {
  await page.goto(lens.url + DEEP_LINK);
  await signIn(page, token);
  await onDashboard(page).allIn();
  await lens.restart();
  await page.reload();
  await signIn(page, token);
  await onDashboard(page).allIn();
  expect(new URL(page.url()).search).toBe(DEEP_LINK);
});

test('logs one audit line per sign-in, failure and sign-out, without tokens', async ({
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
  const wrongToken = token.replace(/.$/, token.endsWith('A') ? 'B' : 'A');
  await post('signin', { token: wrongToken });
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
  for (const hidden of [
    token,
    wrongToken,
    secret,
    readFileSync(file, 'utf8').split(':')[1] ?? '-',
  ]) {
    expect(stdout + stderr).not.toContain(hidden.trim());
  }
});

test('npm run token creates, lists and removes tokens, and stores only hashes', ({
  file,
  token,
}) => {
  expect(token).toMatch(/^artc-[\w-]{43}$/);
  expect(readFileSync(file, 'utf8')).toMatch(/^alice:[0-9a-f]{64}\n$/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(runTokenCommand(file, 'alice').status).toBe(1);
  expect(runTokenCommand(file, 'bob').status).toBe(0);
  expect(runTokenCommand(file, '--list').stdout).toBe('alice\nbob\n');
  expect(runTokenCommand(file, '--remove', 'nobody').status).toBe(1);
  expect(runTokenCommand(file, '--remove', 'alice').status).toBe(0);
  expect(runTokenCommand(file, '--list').stdout).toBe('bob\n');
  for (const args of [[], ['a b'], ['a', 'b'], ['--remove'], ['--help']]) {
    const { status, stderr } = runTokenCommand(file, ...args);
    expect([args, status]).toEqual([args, 64]);
    expect(stderr).not.toBe('');
  }
});

test('off loopback the server requires access control and host names', async ({ file, token }) => {
  expect(token).not.toBe('');
  for (const [env, message] of [
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
    expect(program.output().stderr.trim()).toMatch(message);
    expect(program.output().stderr.trim().split('\n')).toHaveLength(1);
  }
  const started = startProgram('main', {
    HOST: '0.0.0.0',
    ARTC_ACCESS_TOKENS: file,
    ARTC_HOSTS: 'x.example',
  });
  const response = await fetch(await started.url, { redirect: 'manual' });
  expect([response.status, response.headers.get('location')]).toEqual([303, '/signin']);
  await started.stop();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the sign-in page works in both languages', async ({ page, lens, token }) => {
    await page.goto(lens.url + DEEP_LINK);
    await page.getByRole('link', { name: '简体中文' }).click();
    await page.getByLabel('访问令牌').fill('x');
    await page.getByRole('button', { name: '登录' }).click();
    await expect(page.getByRole('alert')).toContainText('无法识别该令牌');
    await page.getByLabel('访问令牌').fill(token);
    await page.getByRole('button', { name: '登录' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    expect(new URL(page.url()).search).toBe(DEEP_LINK);
  });
});

for (const theme of ['light', 'dark'] as const) {
  for (const lang of ['en', 'zh'] as const) {
    test(`the sign-in page is accessible and does not scroll sideways, ${theme}, ${lang}`, async ({
      page,
      lens,
    }) => {
      const consoleMessages: string[] = [];
      page.on('console', (message) => void consoleMessages.push(message.text()));
      await page.emulateMedia({ colorScheme: theme });
      for (const width of [1_440, 320]) {
        await page.setViewportSize({ width, height: 844 });
        await page.goto(`${lens.url}signin?lang=${lang}`);
        const results = await new AxeBuilder({ page }).setLegacyMode().withTags(AXE_TAGS).analyze();
        expect(results.violations.map(({ id }) => id)).toEqual([]);
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
        const errorResults = await new AxeBuilder({ page })
          .setLegacyMode()
          .withTags(AXE_TAGS)
          .analyze();
        expect(errorResults.violations.map(({ id }) => id)).toEqual([]);
        if (process.env['SHOTS'])
          await page.screenshot({
            path: `${process.env['SHOTS']}/signin-wrong-${theme}-${lang}-${width}.png`,
          });
      }
      // Chromium logs the 401 responses.
      expect(consoleMessages.filter((text) => !text.includes('401'))).toEqual([]);
    });
  }
}
