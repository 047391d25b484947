// Readers who choose the colours themselves (Windows contrast themes) still see which line is which, and what is well.
import { expect } from '@playwright/test';
import { DEMO_APPS } from '../../src/simulator/simulator.ts';
import { onDashboard, pastRange } from './dashboard.ts';
import { test } from './server-fixture.ts';

const [CLASSROOM = ''] = DEMO_APPS.map(({ id }) => id);

test('colours that tell things apart stay in forced colours, on the surface they are for', async ({
  page,
  sharedLens: lens,
}) => {
  await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'none' });
  await page.goto(`${lens.url}?app=${CLASSROOM}&${pastRange(3)}&split=os&theme=dark&lang=en`);
  await onDashboard(page).allIn();

  const read = () =>
    page.evaluate(() => {
      const fill = (element: Element | null | undefined) =>
        element ? getComputedStyle(element).backgroundColor : 'missing';
      const names = [...document.querySelectorAll('tbody th button')];
      return {
        swatches: names.map((name) => fill(name.querySelector('[aria-hidden]'))),
        goalBar: fill(document.querySelector('td [data-level] span span')),
        day: fill(document.querySelector('[data-state=in]')),
        cell: fill(document.querySelector('td [data-distance]')),
        option: fill(document.querySelector('[type=radio]:checked + span')),
        page: fill(document.body),
      };
    });
  const free = await read();
  expect(new Set([...free.swatches, free.page]).size, 'three lines and the page').toBe(4);

  // A light page was chosen, but the reader's own colours are dark.
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'light'));
  await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' });
  const forced = await read();
  expect(forced).toEqual({ ...free, page: forced.page });
  expect(forced.page, 'colours are forced').not.toBe(free.page);

  const outlined = await page
    .locator('button[data-metric]')
    .evaluateAll((cards) => cards.map((card) => getComputedStyle(card).outlineStyle));
  expect(outlined).toEqual(['solid', 'none', 'none', 'none']);
});
