// Windows contrast themes force their own colors.
import { expect } from '@playwright/test';
import { DEMO_APPS } from '../../src/simulator/simulator.ts';
import { onDashboard, pastRange } from './dashboard.ts';
import { test } from './server-fixture.ts';

const [CLASSROOM = ''] = DEMO_APPS.map(({ id }) => id);

test('keeps colors that carry information in forced-colors mode', async ({
  page,
  sharedLens: lens,
}) => {
  await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'none' });
  await page.goto(`${lens.url}?app=${CLASSROOM}&${pastRange(3)}&split=os&theme=dark&lang=en`);
  await onDashboard(page).allIn();

  const read = () =>
    page.evaluate(() => {
      const getFill = (element: Element | null | undefined) =>
        element ? getComputedStyle(element).backgroundColor : 'missing';
      const names = [...document.querySelectorAll('tbody th button')];
      return {
        swatches: names.map((name) => getFill(name.querySelector('[aria-hidden]'))),
        goalBar: getFill(document.querySelector('td [data-level] span span')),
        day: getFill(document.querySelector('[data-state=in]')),
        cell: getFill(document.querySelector('td [data-distance]')),
        option: getFill(document.querySelector('[type=radio]:checked + span')),
        page: getFill(document.body),
      };
    });
  const unforced = await read();
  expect(new Set([...unforced.swatches, unforced.page]).size, 'three lines and the page').toBe(4);

  // The page's theme is light, but the forced colors are dark.
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'light'));
  await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' });
  const forced = await read();
  expect(forced).toEqual({ ...unforced, page: forced.page });
  expect(forced.page, 'colors are forced').not.toBe(unforced.page);

  const outlined = await page
    .locator('button[data-metric]')
    .evaluateAll((cards) => cards.map((card) => getComputedStyle(card).outlineStyle));
  expect(outlined).toEqual(['solid', 'none', 'none', 'none']);
});
