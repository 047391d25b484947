// The page as a person finds their way on it: by names and roles.
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { CACHE_READ_TIMEOUT } from '../../src/query/http/cached-window-client.ts';
import { DAY } from '../../src/contract/domain/time.ts';

const TODAY = Math.floor(Date.now() / DAY) * DAY;

/** When the UTC day so many days before today begins. */
export const dayBefore = (days: number) => TODAY - days * DAY;

/**
 * The address of a range that ended yesterday at noon UTC: it touches a UTC day more than it has days,
 * whatever the time is, and nothing of it changes while a test runs.
 */
export function pastRange(days: number): string {
  const to = dayBefore(1) + DAY / 2;
  return `from=${new Date(to - days * DAY).toISOString()}&to=${new Date(to).toISOString()}`;
}

/** The address of so many whole UTC days that ended a day ago or more: nobody is asked for them twice. */
export const finishedDays = (days: number) =>
  `from=${new Date(dayBefore(1 + days)).toISOString()}&to=${new Date(dayBefore(1)).toISOString()}&tz=UTC`;

/** 30 days of everything are hundreds of calls and as many lines to draw; on a busy machine that takes most of a minute. */
const LONGEST_LOAD = 100_000;

export interface Dashboard {
  card(name: string): Locator;
  filter(group: string, option: string): Locator;
  legendRow(name: string): Locator;
  /** The main chart. */
  chart: Locator;
  /** The lines that are drawn on it, by their keys. */
  lineKeys(): Promise<(string | null)[]>;
  /** Waits until every window is in. */
  allIn(): Promise<void>;
  chooseApp(name: string): Promise<void>;
  chooseRange(name: string): Promise<void>;
}

export function onDashboard(page: Page): Dashboard {
  const footer = page.locator('footer');
  const chart = page.locator('.chart').first();
  return {
    chart,
    card: (name) =>
      page.getByRole('region', { name: 'Metrics', exact: true }).getByRole('button', { name }),
    filter: (group, option) =>
      page
        .getByRole('radiogroup', { name: group })
        .getByRole('radio', { name: option, exact: true }),
    legendRow: (name) =>
      page
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader').getByRole('button', { name, exact: true }) }),
    lineKeys: () =>
      chart
        .locator('.chart-line[data-key]:not([data-look="compared"])')
        .evaluateAll((lines) =>
          lines
            .filter((line) => line.querySelector('path'))
            .map((line) => line.getAttribute('data-key')),
        ),
    async allIn() {
      await expect(footer).toContainText(/(\d+) \/ \1 (?:windows · 0 failed|个时间窗 · 0 个失败)/, {
        timeout: LONGEST_LOAD,
      });
      // Then the page looks at what is there, and asks who was hit by what it found.
      await expect(page.locator('main')).not.toContainText(/Looking for|正在查找/, {
        timeout: LONGEST_LOAD,
      });
      // The matrix comes after everything above it.
      await expect(page.getByRole('table').locator('[data-empty=loading]')).toHaveCount(0);
    },
    async chooseApp(name) {
      await page.getByRole('button', { name: /^App:/ }).click();
      await page.getByRole('option', { name }).click();
    },
    async chooseRange(name) {
      await page.getByRole('button', { name: /^Time range:/ }).click();
      await page.getByRole('button', { name, exact: true }).click();
    },
  };
}

/**
 * Has the page wait for what its browser has kept, however long that takes. It waits a moment only,
 * for a disk may sleep; but on a machine that is busy every disk seems to.
 */
export async function waitForKept(page: Page): Promise<void> {
  await page.addInitScript((patience) => {
    const { setTimeout: start } = window;
    const startLater = (run: TimerHandler, after?: number, ...args: unknown[]) =>
      start(run, after === patience ? 60_000 : after, ...args);
    Object.assign(window, { setTimeout: startLater });
  }, CACHE_READ_TIMEOUT);
}

/** What is drawn in each chart, the main one first. */
export const plots = (page: Page) => page.locator('.chart-plot');

/** Drags over a plot from one share of its width to another. */
export async function drag(plot: Locator, from: number, to: number): Promise<void> {
  await plot.scrollIntoViewIfNeeded();
  const box = await plot.boundingBox();
  if (!box) throw new Error('the plot has no box');
  const { mouse } = plot.page();
  const y = box.y + box.height / 2;
  await mouse.move(box.x + from * box.width, y);
  await mouse.down();
  await mouse.move(box.x + ((from + to) / 2) * box.width, y);
  await mouse.move(box.x + to * box.width, y);
  await mouse.up();
}
