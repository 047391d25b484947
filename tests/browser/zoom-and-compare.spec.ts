import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { METRICS } from '../../src/contract/domain/metrics.ts';
import { DEMO_APPS } from '../../src/simulator/simulator.ts';
import { HOUR } from '../../src/contract/domain/time.ts';
import { drag, onDashboard, pastRange, plots } from './dashboard.ts';
import { test } from './server-fixture.ts';

const [CLASSROOM = '', MEETING = ''] = DEMO_APPS.map(({ id }) => id);
const PAST = `?app=${CLASSROOM}&metric=FirstFrameCost&${pastRange(3)}&split=os`;

const getZoom = (page: Page) => new URL(page.url()).searchParams.get('zoom');

/** Counts the visible buckets of each chart. */
const countBuckets = (page: Page) =>
  plots(page).evaluateAll((elements) =>
    elements.map((plot) => Number(plot.getAttribute('aria-valuemax')) + 1),
  );

test('zooms all charts by a drag on any of them, and undoes every step exactly', async ({
  page,
  lens,
}) => {
  await page.goto(lens.url + PAST);
  await onDashboard(page).allIn();
  await expect(plots(page)).toHaveCount(METRICS.length);
  // Sections below the fold load when they become visible.
  await plots(page).nth(2).scrollIntoViewIfNeeded();
  await expect(page.getByRole('table').last().locator('[data-distance]')).toHaveCount(9);
  await onDashboard(page).allIn();
  const whole = 3 * 288;
  expect(await countBuckets(page)).toEqual(METRICS.map(() => whole));
  const callsBefore = lens.upstream.calls();

  await drag(plots(page).nth(0), 0.25, 0.75);
  await expect.poll(() => getZoom(page)).toMatch(/^2\d{3}-.*Z\/2\d{3}-.*Z$/);
  const first = getZoom(page);
  const [half = 0] = await countBuckets(page);
  expect(half).toBeGreaterThan(whole / 2 - 4);
  expect(half).toBeLessThan(whole / 2 + 4);
  // The small charts follow the main one.
  await expect.poll(() => countBuckets(page)).toEqual(METRICS.map(() => half));

  await drag(plots(page).nth(2), 0.4, 0.6);
  await expect.poll(() => getZoom(page)).not.toBe(first);
  const second = getZoom(page);

  await page.keyboard.press('Escape');
  expect(getZoom(page)).toBe(first);
  await page.getByRole('button', { name: 'Undo zoom' }).click();
  expect(getZoom(page)).toBeNull();
  // Undoing is a step of its own in the browser history.
  await page.goBack();
  await expect.poll(() => getZoom(page)).toBe(first);
  await page.goBack();
  await expect.poll(() => getZoom(page)).toBe(second);
  await plots(page).nth(0).dblclick();
  await expect.poll(() => getZoom(page)).toBeNull();
  // Zooming requests no data.
  expect(lens.upstream.calls()).toBe(callsBefore);
});

test('restores zoom, pin, comparison and hidden lines from a link', async ({
  page,
  sharedLens: lens,
  browser,
}) => {
  await page.goto(`${lens.url}${PAST}&compare=day`);
  const dashboard = onDashboard(page);
  await dashboard.allIn();
  await drag(plots(page).nth(0), 0.3, 0.6);
  await dashboard.legendRow('Android').getByRole('button').click();
  await plots(page)
    .nth(0)
    .click({ position: { x: 300, y: 80 } });
  await expect.poll(() => new URL(page.url()).searchParams.get('pin')).not.toBeNull();
  const title = await page.locator('.chart-tip-title').first().textContent();

  await page.getByRole('button', { name: 'Share' }).click();
  const link = await page.getByRole('textbox', { name: 'Frozen link' }).inputValue();
  await page.keyboard.press('Escape');
  const context = await browser.newContext({ timezoneId: 'America/New_York' });
  const teammate = await context.newPage();
  await teammate.goto(link);
  const theirs = onDashboard(teammate);
  await theirs.allIn();
  await expect.poll(theirs.lineKeys).toEqual(['android']);
  await expect(teammate.locator('.chart-tip-title').first()).toHaveText(title ?? '');
  await expect(teammate.getByText(/^Zoomed to /)).toHaveText(
    (await page.getByText(/^Zoomed to /).textContent()) ?? '',
  );
  await expect(teammate.locator('footer')).toContainText('Asia/Shanghai');
  expect(await theirs.legendRow('Android').innerText()).toBe(
    await dashboard.legendRow('Android').innerText(),
  );
  await context.close();
});

test('shows one crosshair on all charts, with the tooltip beside it', async ({
  page,
  sharedLens: lens,
}) => {
  await page.goto(`${lens.url}${PAST}&compare=week`);
  await onDashboard(page).allIn();
  const box = await plots(page).nth(0).boundingBox();
  if (!box) throw new Error('the plot has no box');
  const drawings = await page.evaluate(() => {
    const observed = { changes: 0 };
    const observer = new MutationObserver((records) => (observed.changes += records.length));
    for (const drawing of document.querySelectorAll('.chart-drawing'))
      observer.observe(drawing, { subtree: true, childList: true, attributes: true });
    Object.assign(window, { observed });
    return document.querySelectorAll('.chart-drawing').length;
  });
  expect(drawings).toBe(METRICS.length);
  for (const share of [0.02, 0.3, 0.5, 0.71, 0.98]) {
    const x = box.x + share * box.width;
    await page.mouse.move(x, box.y + box.height / 2);
    const rules = await page.locator('.chart-rule:not([hidden])').evaluateAll((elements) =>
      elements.map((rule) => {
        const plot = rule.parentElement?.getBoundingClientRect();
        return ((rule.getBoundingClientRect().left - (plot?.left ?? 0)) / (plot?.width ?? 1)) * 100;
      }),
    );
    expect(rules).toHaveLength(METRICS.length);
    for (const percent of rules) expect(Math.abs(percent - share * 100)).toBeLessThan(0.6);
    const tip = await page.locator('.chart-tip:not([hidden])').boundingBox();
    if (!tip) throw new Error('no tooltip');
    const coversPoint = tip.x <= x && tip.x + tip.width >= x;
    expect(coversPoint).toBe(false);
    expect(tip.x).toBeGreaterThanOrEqual(box.x - 60);
    expect(tip.x + tip.width).toBeLessThanOrEqual(box.x + box.width + 10);
  }
  // Worst first; lower is better for this metric.
  const values = await page
    .locator('.chart-tip:not([hidden]) .chart-tip-value')
    .evaluateAll((elements) =>
      elements.map((element) => Number(element.textContent?.replace(/[^\d.]/g, ''))),
    );
  expect(values).toEqual(values.toSorted((a, b) => b - a));
  // Pointing does not change the drawings.
  expect(await page.evaluate(() => Reflect.get(Reflect.get(window, 'observed'), 'changes'))).toBe(
    0,
  );
});

test('changes the zoom by dragging the overview and by keys', async ({
  page,
  sharedLens: lens,
}) => {
  await page.goto(lens.url + PAST);
  await onDashboard(page).allIn();
  const overview = page.getByRole('region', { name: 'Part of the range in sight' });
  const box = await overview.boundingBox();
  if (!box) throw new Error('the overview has no box');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 0.5 * box.width, y);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.6 * box.width, y, { steps: 4 });
  await page.mouse.move(box.x + 0.75 * box.width, y, { steps: 4 });
  await page.mouse.up();
  const drawn = getZoom(page);
  expect(drawn).not.toBeNull();
  const begin = page.getByRole('slider', { name: 'Begin of what is in sight' });
  await begin.focus();
  await page.keyboard.press('Shift+ArrowLeft');
  const [from = '', to] = getZoom(page)?.split('/') ?? [];
  const [drawnFrom = '', drawnTo] = drawn?.split('/') ?? [];
  expect(Date.parse(drawnFrom) - Date.parse(from)).toBe(HOUR);
  expect(to).toBe(drawnTo);
  // A drag is one step in the browser history.
  await page.goBack();
  await expect.poll(() => getZoom(page)).toBe(drawn);
  await page.goBack();
  await expect.poll(() => getZoom(page)).toBeNull();
});

/** Dialogs handle keys once they have the focus. */
async function expectDialogFocus(page: Page, dialog: string): Promise<void> {
  const close = page.getByRole('dialog', { name: dialog }).getByRole('button', { name: 'Close' });
  await expect(close).toBeFocused();
}

test('supports app, metric, split, comparison, zoom, pin and share by keyboard', async ({
  page,
  sharedLens: lens,
}) => {
  await page.goto(lens.url);
  const dashboard = onDashboard(page);
  await dashboard.allIn();
  await page.keyboard.press('a');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('Meet');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`app=${MEETING}`));
  await expect(page.getByRole('combobox')).toHaveCount(0);
  await page.keyboard.press('4');
  await expect(page).toHaveURL(/metric=FirstFrameCost/);
  await page.keyboard.press('c');
  await page.getByRole('button', { name: 'The same time a day before' }).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/compare=day/);
  await page.getByRole('radio', { name: 'None' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/split=os/);
  await dashboard.allIn();
  const plot = page.getByRole('slider', { name: 'Time to first frame' });
  await plot.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(plot).toHaveAttribute('aria-valuetext', /Android.*ms.*day before.*ms/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/pin=/);
  await page.keyboard.press('+');
  await expect(page).toHaveURL(/zoom=/);
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/pin=/);
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/zoom=/);
  await page.keyboard.press('s');
  await expectDialogFocus(page, 'Share this view');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('?');
  await expectDialogFocus(page, 'Keyboard');
  await page.keyboard.press('Escape');
  await page.keyboard.press('f');
  await expect(page).toHaveURL(/view=kiosk/);
  await page.keyboard.press('f');
  await expect(page).not.toHaveURL(/view=kiosk/);
});
