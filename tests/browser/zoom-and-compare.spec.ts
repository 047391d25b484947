// Looking closer: zoom and its way back, one crosshair on all charts, isolating, comparing; by pointer and by keys.
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { DEMO_APPS } from '../../src/simulator/simulator.ts';
import { HOUR } from '../../src/contract/domain/time.ts';
import { drag, onDashboard, pastRange, plots } from './dashboard.ts';
import { test } from './server-fixture.ts';

const [CLASSROOM = '', MEETING = ''] = DEMO_APPS.map(({ id }) => id);
const PAST = `?app=${CLASSROOM}&metric=FirstFrameCost&${pastRange(3)}&split=os`;

const zoomOf = (page: Page) => new URL(page.url()).searchParams.get('zoom');

/** How many hours each chart shows, by its slider: a bucket a step. */
const bucketsInSight = (page: Page) =>
  plots(page).evaluateAll((all) =>
    all.map((plot) => Number(plot.getAttribute('aria-valuemax')) + 1),
  );

test('a drag on any chart zooms all of them, and every way back is exact', async ({
  page,
  lens,
}) => {
  await page.goto(lens.url + PAST);
  await onDashboard(page).allIn();
  await expect(plots(page)).toHaveCount(4);
  // What is asked for when it comes into sight is here too.
  await plots(page).nth(2).scrollIntoViewIfNeeded();
  await expect(page.getByRole('table').last().locator('[data-distance]')).toHaveCount(9);
  await onDashboard(page).allIn();
  const whole = 3 * 288;
  expect(await bucketsInSight(page)).toEqual([whole, whole, whole, whole]);
  const asked = lens.upstream.calls();

  await drag(plots(page).nth(0), 0.25, 0.75);
  await expect.poll(() => zoomOf(page)).toMatch(/^2\d{3}-.*Z\/2\d{3}-.*Z$/);
  const first = zoomOf(page);
  const [half = 0] = await bucketsInSight(page);
  expect(half).toBeGreaterThan(whole / 2 - 4);
  expect(half).toBeLessThan(whole / 2 + 4);
  // The small charts follow the main one.
  await expect.poll(() => bucketsInSight(page)).toEqual([half, half, half, half]);

  // On a small chart it is the same zoom.
  await drag(plots(page).nth(2), 0.4, 0.6);
  await expect.poll(() => zoomOf(page)).not.toBe(first);
  const second = zoomOf(page);

  await page.keyboard.press('Escape');
  expect(zoomOf(page)).toBe(first);
  await page.getByRole('button', { name: 'Undo zoom' }).click();
  expect(zoomOf(page)).toBeNull();
  // Back undoes the undoing, one step at a time.
  await page.goBack();
  await expect.poll(() => zoomOf(page)).toBe(first);
  await page.goBack();
  await expect.poll(() => zoomOf(page)).toBe(second);
  await plots(page).nth(0).dblclick();
  await expect.poll(() => zoomOf(page)).toBeNull();
  // What is loaded is looked at, not asked for again.
  expect(lens.upstream.calls()).toBe(asked);
});

test('a link restores zoom, pin, comparison and what is hidden', async ({
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

test('one crosshair stands on all four charts, the tooltip beside the point', async ({
  page,
  sharedLens: lens,
}) => {
  await page.goto(`${lens.url}${PAST}&compare=week`);
  await onDashboard(page).allIn();
  const box = await plots(page).nth(0).boundingBox();
  if (!box) throw new Error('the plot has no box');
  const draws = await page.evaluate(() => {
    const seen = { changes: 0 };
    const observer = new MutationObserver((records) => (seen.changes += records.length));
    for (const drawing of document.querySelectorAll('.chart-drawing'))
      observer.observe(drawing, { subtree: true, childList: true, attributes: true });
    Object.assign(window, { seen });
    return document.querySelectorAll('.chart-drawing').length;
  });
  expect(draws).toBe(4);
  for (const share of [0.02, 0.3, 0.5, 0.71, 0.98]) {
    const x = box.x + share * box.width;
    await page.mouse.move(x, box.y + box.height / 2);
    const rules = await page.locator('.chart-rule:not([hidden])').evaluateAll((all) =>
      all.map((rule) => {
        const plot = rule.parentElement?.getBoundingClientRect();
        return ((rule.getBoundingClientRect().left - (plot?.left ?? 0)) / (plot?.width ?? 1)) * 100;
      }),
    );
    expect(rules).toHaveLength(4);
    for (const at of rules) expect(Math.abs(at - share * 100)).toBeLessThan(0.6);
    const tip = await page.locator('.chart-tip:not([hidden])').boundingBox();
    if (!tip) throw new Error('no tooltip');
    const covers = tip.x <= x && tip.x + tip.width >= x;
    expect(covers).toBe(false);
    expect(tip.x).toBeGreaterThanOrEqual(box.x - 60);
    expect(tip.x + tip.width).toBeLessThanOrEqual(box.x + box.width + 10);
  }
  // Worst first: lower is better here.
  const values = await page
    .locator('.chart-tip:not([hidden]) .chart-tip-value')
    .evaluateAll((all) => all.map((each) => Number(each.textContent?.replace(/[^\d.]/g, ''))));
  expect(values).toEqual(values.toSorted((a, b) => b - a));
  // Pointing draws nothing anew.
  expect(await page.evaluate(() => Reflect.get(Reflect.get(window, 'seen'), 'changes'))).toBe(0);
});

test('the overview is dragged, and stretched with the keys', async ({ page, sharedLens: lens }) => {
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
  const drawn = zoomOf(page);
  expect(drawn).not.toBeNull();
  const begin = page.getByRole('slider', { name: 'Begin of what is in sight' });
  await begin.focus();
  await page.keyboard.press('Shift+ArrowLeft');
  const [from = '', to] = zoomOf(page)?.split('/') ?? [];
  const [drawnFrom = '', drawnTo] = drawn?.split('/') ?? [];
  expect(Date.parse(drawnFrom) - Date.parse(from)).toBe(HOUR);
  expect(to).toBe(drawnTo);
  // All of a drag is one step.
  await page.goBack();
  await expect.poll(() => zoomOf(page)).toBe(drawn);
  await page.goBack();
  await expect.poll(() => zoomOf(page)).toBeNull();
});

/** A dialog takes keys once it has the focus. */
async function closeIsFocused(page: Page, dialog: string): Promise<void> {
  const close = page.getByRole('dialog', { name: dialog }).getByRole('button', { name: 'Close' });
  await expect(close).toBeFocused();
}

test('the whole way by keyboard: app, metric, range, split, comparison, zoom, pin, share', async ({
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
  await closeIsFocused(page, 'Share this view');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('?');
  await closeIsFocused(page, 'Keyboard');
  await page.keyboard.press('Escape');
  await page.keyboard.press('f');
  await expect(page).toHaveURL(/view=kiosk/);
  await page.keyboard.press('f');
  await expect(page).not.toHaveURL(/view=kiosk/);
});
