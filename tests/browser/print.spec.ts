// Printed: all of it is on the sheet, in light colours, and says what it is of; what can only be pressed is not there.
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { METRICS } from '../../src/contract/domain/metrics.ts';
import { DEMO_APPS } from '../../src/simulator/simulator.ts';
import { dayBefore, onDashboard, pastRange } from './dashboard.ts';
import { test } from './server-fixture.ts';

const [CLASSROOM = ''] = DEMO_APPS.map(({ id }) => id);

interface Sheet {
  width: number;
  /** Right ends of what is on it, and how wide each chart's drawing is against its panel. */
  furthest: number;
  charts: { drawn: number; room: number; lastTick: string; lastTickRight: number }[];
}

declare global {
  interface Window {
    sheet?: Sheet;
  }
}

/** Measures the page while it is laid out for paper, after all that it does itself then. */
async function watchSheet(page: Page): Promise<void> {
  await page.evaluate(() => {
    matchMedia('print').addEventListener('change', ({ matches }) => {
      if (!matches) return;
      const boxes = [...document.querySelectorAll('main *')]
        .map((element) => element.getBoundingClientRect())
        .filter(({ width, height }) => width > 1 && height > 1);
      const charts = [...document.querySelectorAll('.chart')].map((chart) => {
        const ticks = chart.querySelectorAll('.chart-times .chart-tick:not(.chart-tick-compared)');
        const last = [...ticks].at(-1);
        const svg = chart.querySelector('svg');
        return {
          // As it was drawn, not as it is fitted.
          drawn: svg?.viewBox.baseVal.width ?? 0,
          room: chart.clientWidth,
          lastTick: last?.textContent ?? '',
          lastTickRight: last?.getBoundingClientRect().right ?? 0,
        };
      });
      window.sheet = {
        width: document.documentElement.clientWidth,
        furthest: Math.max(...boxes.map(({ right }) => right)),
        charts,
      };
    });
  });
}

for (const landscape of [false, true]) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 800 },
  ]) {
    test(`A4 ${landscape ? 'across' : 'upright'} from a window ${viewport.width} wide holds all of it`, async ({
      page,
      sharedLens: lens,
    }) => {
      await page.setViewportSize(viewport);
      await page.goto(
        `${lens.url}?app=${CLASSROOM}&metric=FirstFrameCost&${pastRange(7)}&split=os&compare=week`,
      );
      await onDashboard(page).allIn();
      await watchSheet(page);
      const pdf = await page.pdf({ format: 'A4', landscape });
      const sheet = await page.evaluate(() => window.sheet);
      if (!sheet) throw new Error('nothing was laid out for paper');
      expect(sheet.furthest).toBeLessThanOrEqual(sheet.width + 1);
      expect(sheet.charts).toHaveLength(METRICS.length);
      for (const { drawn, room } of sheet.charts) expect(drawn).toBe(room);
      const [main] = sheet.charts;
      const lastDay = new Date(dayBefore(1)).getUTCDate();
      expect(main?.lastTick).toMatch(new RegExp(`\\b${lastDay}$`));
      expect(main?.lastTickRight).toBeLessThanOrEqual(sheet.width);
      // None cut off after the last sheet, and no empty ones.
      expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(landscape ? 3 : 2);
      // Back on the screen it is as it was.
      await expect
        .poll(() =>
          page.evaluate(() => {
            const chart = document.querySelector('.chart');
            return chart?.querySelector('svg')?.viewBox.baseVal.width === chart?.clientWidth;
          }),
        )
        .toBe(true);
    });
  }
}

test('paper says what it is of, in light colours, without controls', async ({
  page,
  sharedLens: lens,
}) => {
  await page.goto(
    `${lens.url}?app=${CLASSROOM}&${pastRange(7)}&os=iOS&split=terminal&compare=week&theme=dark`,
  );
  await onDashboard(page).allIn();
  const bar = page.getByText('Classroom', { exact: true }).locator('visible=true');
  await page.emulateMedia({ media: 'print' });
  await expect(bar).toHaveCount(1);
  const said = page.locator('main').getByRole('paragraph').filter({ has: bar });
  await expect(said).toHaveText(/^Classroom.*iOS.*UTC\+8.*vs week before$/);
  const main = page.locator('main');
  expect(
    await main.evaluate((element) => {
      const { color, colorScheme, printColorAdjust } = getComputedStyle(element);
      return { color, colorScheme, printColorAdjust };
    }),
  ).toEqual({ color: 'rgb(18, 22, 29)', colorScheme: 'light', printColorAdjust: 'exact' });
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await expect(page.getByRole('radio')).toHaveCount(0);
  // Of the buttons those stay that are figures or names.
  for (const name of [/^Earlier/, /^Zoom/, /^Goal/, 'From zero', /^Chart menu/, /^Undo/]) {
    await expect(page.getByRole('button', { name })).toHaveCount(0);
  }
  await expect(main.getByRole('button', { name: 'iOS, web', exact: true })).toBeVisible();
});
