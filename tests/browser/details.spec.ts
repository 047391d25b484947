// Below the main chart and around it: segments one by one, the matrix, what moves and what does not.
import { expect } from '@playwright/test';
import { DEMO_APPS } from '../../src/simulator/simulator.ts';
import { removeNodes } from '../../src/simulator/faults/mutations.ts';
import { mutateResponse } from '../../src/simulator/faults/faults.ts';
import { when } from '../../src/simulator/faults/scenarios.ts';
import { onDashboard, pastRange } from './dashboard.ts';
import { test } from './server-fixture.ts';

const [CLASSROOM = '', MEETING = ''] = DEMO_APPS.map(({ id }) => id);
const PAST = `?app=${CLASSROOM}&metric=FirstFrameCost&${pastRange(2)}`;

test('segments stand one by one, each in front of the others', async ({
  page,
  sharedLens: lens,
}) => {
  await page.goto(`${lens.url}${PAST}&split=os&panels=segments`);
  await onDashboard(page).allIn();
  for (const [name, key] of [
    ['All', 'all'],
    ['iOS', 'ios'],
    ['Android', 'android'],
  ] as const) {
    const panel = page.getByRole('region', { name, exact: true });
    await expect(panel.getByRole('heading', { name, exact: true })).toBeVisible();
    await expect(panel.locator('.chart-line:not([data-look=faint])')).toHaveAttribute(
      'data-key',
      key,
    );
    await expect(panel.locator('.chart-line[data-look=faint]')).toHaveCount(2);
  }
  await page.getByRole('radio', { name: 'Other metrics' }).check({ force: true });
  await expect(page).not.toHaveURL(/panels=/);
  await expect(page.getByRole('region', { name: 'Video stutter rate', exact: true })).toBeVisible();
});

test('a combination nobody uses says no data; a press on another looks at it alone', async ({
  page,
  lens,
}) => {
  lens.upstream.setScenario(
    when(
      ({ query }) => query.os === 'iOS' && query.terminal === 'web',
      mutateResponse(removeNodes()),
    ),
  );
  await page.goto(lens.url + PAST);
  const dashboard = onDashboard(page);
  await dashboard.allIn();
  const matrix = page.getByRole('region', { name: 'OS × terminal' });
  await matrix.scrollIntoViewIfNeeded();
  await expect(matrix.getByRole('button')).toHaveCount(8, { timeout: 15_000 });
  await expect(matrix.locator('[data-empty]')).toHaveText('no data');
  await matrix
    .getByRole('row', { name: /^Android/ })
    .getByRole('button')
    .nth(2)
    .click();
  await expect(page).toHaveURL(/os=Android&terminal=mobile/);
  await expect(dashboard.filter('OS', 'Android')).toBeChecked();
});

test('a key held down toggles a line, alone it isolates one', async ({
  page,
  sharedLens: lens,
}) => {
  await page.goto(`${lens.url}${PAST}&split=os`);
  const dashboard = onDashboard(page);
  await dashboard.allIn();
  // A hidden line's name says so.
  const name = (line: string) =>
    page.getByRole('rowheader').getByRole('button', { name: new RegExp(`^${line}`) });
  await name('iOS').click({ modifiers: ['ControlOrMeta'] });
  await expect.poll(dashboard.lineKeys).toEqual(['android', 'all']);
  await name('All').click({ modifiers: ['Shift'] });
  await expect.poll(dashboard.lineKeys).toEqual(['android']);
  await name('iOS').click();
  await expect.poll(dashboard.lineKeys).toEqual(['ios']);
  // The line to paste is of what is in sight.
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('textbox', { name: 'A line to paste' })).toHaveValue(
    /^Classroom, iOS – Time to first frame/,
  );
  await page.keyboard.press('Escape');
  await page.goto(`${lens.url}${PAST}&split=os&hide=all,ios,android`);
  // Above the small charts too, which have nothing to show either.
  await expect(page.getByText('All lines are hidden.')).toHaveCount(2);
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect.poll(dashboard.lineKeys).toEqual(['android', 'ios', 'all']);
});

test('an app that fails among others says so, and is not taken for one without data', async ({
  page,
  lens,
}) => {
  lens.upstream.setScenario(
    when(
      ({ query }) => query.appId === MEETING,
      () => Promise.resolve(new Response('{"Code":"NoPermission"}', { status: 403 })),
    ),
  );
  await page.goto(
    `${lens.url}?app=${CLASSROOM},${MEETING}&metric=FirstFrameCost&${pastRange(2)}&split=app`,
  );
  const dashboard = onDashboard(page);
  await expect(dashboard.legendRow('Meeting')).toContainText('Couldn’t load', { timeout: 30_000 });
  await expect(dashboard.legendRow('Classroom')).toContainText(/\d ms/);
  await expect(page.getByText('0 of 3 days in, 3 partly')).toBeVisible();
});

test('a new bucket comes in without a flash', async ({ page, lens }) => {
  await page.clock.install();
  await page.goto(`${lens.url}?app=${CLASSROOM}&metric=FirstFrameCost&range=6h`);
  const dashboard = onDashboard(page);
  await dashboard.allIn();
  await page.evaluate(() => {
    const line = document.querySelector('.chart-line[data-key=all]');
    const seen = { shift: 0, line, busy: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        seen.shift += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: false });
    new MutationObserver(() => {
      if (document.querySelector('.chart[data-busy]')) seen.busy += 1;
    }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-busy'] });
  });
  const calls = lens.upstream.calls();
  const d = await dashboard.chart.locator('.chart-solid').first().getAttribute('d');
  await page.clock.fastForward('05:30');
  await expect.poll(() => lens.upstream.calls()).toBeGreaterThan(calls);
  await dashboard.allIn();
  await expect(dashboard.chart.locator('.chart-solid').first()).not.toHaveAttribute('d', d ?? '');
  const { shift, busy, isSame } = await page.evaluate(() => {
    const { seen } = window as unknown as {
      seen: { shift: number; busy: number; line: Element | null };
    };
    return {
      ...seen,
      line: undefined,
      isSame: seen.line === document.querySelector('.chart-line[data-key=all]'),
    };
  });
  expect({ busy, isSame }).toEqual({ busy: 0, isSame: true });
  expect(shift).toBeLessThan(0.01);
});

test('where motion is reduced nothing moves', async ({ page, sharedLens: lens }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(lens.url + PAST);
  const dashboard = onDashboard(page);
  const running = () =>
    page.evaluate(
      () => document.getAnimations().filter((one) => one.playState === 'running').length,
    );
  await expect(dashboard.chart).toBeVisible();
  await expect.poll(running).toBe(0);
  await dashboard.allIn();
  await page.getByRole('button', { name: /^Time range:/ }).click();
  await dashboard.card('Video stutter rate').click({ force: true });
  await expect.poll(running).toBe(0);
});
