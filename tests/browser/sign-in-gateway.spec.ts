import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { onDashboard } from './dashboard.ts';
import { startGateway } from './gateway.ts';
import type { Gateway } from './gateway.ts';
import { startProgram, test } from './server-fixture.ts';
import { runTokenCommand, signIn } from './token-fixture.ts';

test.describe('behind a gateway', () => {
  test.use({ ignoreHTTPSErrors: true });
  let gateway: Gateway;
  const startLens = async (env: Record<string, string>) => {
    const program = startProgram('main', { ...env, ARTC_HOSTS: gateway.host });
    gateway.setTarget(await program.url);
    return program;
  };
  test.afterEach(() => gateway.close());

  test('that terminates TLS, the cookie is secure and bound to the host', async ({ page }) => {
    const directory = mkdtempSync(join(tmpdir(), 'artc-tokens-'));
    const file = join(directory, 'tokens');
    const token = runTokenCommand(file, 'alice').stdout.trim();
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

  test('without TLS, sign-in requires https', async ({ page }) => {
    const directory = mkdtempSync(join(tmpdir(), 'artc-tokens-'));
    const file = join(directory, 'tokens');
    const token = runTokenCommand(file, 'alice').stdout.trim();
    gateway = await startGateway({ tls: false });
    const program = await startLens({ ARTC_ACCESS_TOKENS: file });
    await page.goto(gateway.url);
    await signIn(page, token);
    await expect(page.getByRole('alert')).toContainText('Signing in requires https');
    await program.stop();
    rmSync(directory, { recursive: true });
  });

  test('that signs users in, only the gateway can name the user', async ({ page }) => {
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
