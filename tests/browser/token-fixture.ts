import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { DIST, test as base } from './server-fixture.ts';

/** Runs the built `npm run token` on one file. */
export function runTokenCommand(file: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(DIST, 'server', 'token.js'), ...args],
    { env: { ARTC_ACCESS_TOKENS: file }, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

/** `lens` with access control; `token` is alice's access token in `file`. */
export const test = base.extend<{ file: string; token: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from this pattern
  file: async ({}, use) => {
    const directory = mkdtempSync(join(tmpdir(), 'artc-tokens-'));
    await use(join(directory, 'inner', 'tokens'));
    rmSync(directory, { recursive: true });
  },
  token: async ({ file }, use) => use(runTokenCommand(file, 'alice').stdout.trim()),
  lensOptions: async ({ file, token }, use) => {
    expect(token).not.toBe('');
    await use({ env: { ARTC_ACCESS_TOKENS: file } });
  },
});

export async function signIn(page: Page, token: string): Promise<void> {
  await page.getByLabel('Access token').fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
