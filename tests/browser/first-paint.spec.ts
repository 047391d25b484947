import { expect } from '@playwright/test';
import { test } from './server-fixture.ts';

test.use({ javaScriptEnabled: false });

for (const [colorScheme, background] of [
  ['light', 'rgb(246, 247, 249)'],
  ['dark', 'rgb(13, 17, 23)'],
] as const) {
  test(`paints a ${colorScheme} page without JavaScript if the system is ${colorScheme}`, async ({
    page,
    sharedLens: lens,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(lens.url);
    await expect(page.locator('body')).toHaveCSS('background-color', background);
  });
}
