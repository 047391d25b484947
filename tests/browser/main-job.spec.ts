import { expect } from '@playwright/test';
import { DEMO_APPS } from '../../src/simulator/simulator.ts';
import { DAY, STEP } from '../../src/contract/domain/time.ts';
import { finishedDays, onDashboard, waitForKept } from './dashboard.ts';
import { test } from './server-fixture.ts';
import { tellTruth } from './expected-values.ts';

const MEETING = DEMO_APPS.find(({ name }) => name === 'Meeting')?.id ?? '';

test('pick an app, a metric, an OS, a split and 30 days: the lines and figures are the simulator’s', async ({
  page,
  sharedLens: lens,
}) => {
  const before = Date.now();
  await page.goto(lens.url);
  const dashboard = onDashboard(page);
  await dashboard.chooseApp('Meeting');
  await dashboard.card('Video stutter rate').click();
  await dashboard.filter('OS', 'Android').click();
  await dashboard.filter('Split by', 'Terminal').click();
  await dashboard.chooseRange('Last 30 days');
  await dashboard.allIn();
  const after = Date.now();

  const params = new URL(page.url()).searchParams;
  expect(Object.fromEntries(params)).toEqual({
    app: MEETING,
    metric: 'VideoStuckRate',
    os: 'Android',
    range: '30d',
    split: 'terminal',
  });
  expect((await dashboard.lineKeys()).toSorted()).toEqual([
    'android',
    'android-mobile',
    'android-web',
  ]);

  const end = Math.ceil(after / STEP) * STEP;
  const span = { begin: end - 30 * DAY, end };
  const subject = { appId: MEETING, metric: 'VideoStuckRate', os: 'Android' } as const;
  for (const [name, more] of [
    ['Android', {}],
    ['Android, web', { terminal: 'web' }],
    ['Android, mobile', { terminal: 'mobile' }],
  ] as const) {
    // A bucket may settle while the page loads: what is shown is true of before or of after.
    const truths = await Promise.all(
      [before, after].map((at) => tellTruth({ ...subject, ...more }, span, at, 5)),
    );
    const row = dashboard.legendRow(name);
    const shown = {
      points: /([\d,]+) of [\d,]+ points?/.exec(
        (await row.getByRole('cell').nth(6).textContent()) ?? '',
      )?.[1],
      median: (await row.getByRole('cell').nth(2).textContent())?.trim(),
      worst: /^[\d.,]+/.exec((await row.getByRole('cell').nth(4).textContent()) ?? '')?.[0],
      within: /[\d.]+%/.exec((await row.getByRole('cell').nth(5).textContent()) ?? '')?.[0],
    };
    expect(truths, name).toContainEqual(shown);
  }
});

test('the API’s own summary is shown where one call covers the range', async ({
  page,
  sharedLens: lens,
}) => {
  await page.goto(lens.url);
  await onDashboard(page).allIn();
  await expect(onDashboard(page).card('Join success within 5 s')).toContainText('API summary');
  await expect(page.getByRole('columnheader', { name: 'API summary' })).toBeVisible();
});

test('a second look at the same data asks the upstream for nothing that is final', async ({
  page,
  lens,
}) => {
  await waitForKept(page);
  await page.goto(`${lens.url}?app=${MEETING}&${finishedDays(7)}&split=os`);
  await onDashboard(page).allIn();
  const asked = lens.upstream.calls();
  await onDashboard(page).card('Audio stutter rate').click();
  await onDashboard(page).filter('Split by', 'None').click();
  await expect(page).toHaveURL(/metric=AudioStuckRate/);
  await expect(page).not.toHaveURL(/split=/);
  // What is cut off on its way by a reload is asked for again, and rightly so.
  await onDashboard(page).allIn();
  // New: the other segments of the other metric, 8 × 7 days. Everything else was in memory.
  expect(lens.upstream.calls() - asked).toBeLessThanOrEqual(56);
  const all = lens.upstream.calls();
  await page.reload();
  await onDashboard(page).allIn();
  expect(lens.upstream.calls()).toBe(all);
});

test('numbers travel once, in one streaming request for all that is asked in a moment', async ({
  page,
  sharedLens: lens,
}) => {
  const posts: number[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/api/windows')) posts.push(request.postDataJSON().windows.length);
  });
  await page.goto(`${lens.url}?app=${MEETING}&range=30d`);
  await onDashboard(page).allIn();
  expect(posts[0]).toBeGreaterThanOrEqual(120);
  expect(posts.length).toBeLessThanOrEqual(2);
});

test('the chart keeps its size and its lines fit it when the window is resized', async ({
  page,
  sharedLens: lens,
}) => {
  await page.goto(`${lens.url}?app=${MEETING}&range=7d&split=os`);
  await onDashboard(page).allIn();
  for (const width of [1_440, 900, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await expect
      .poll(async () => {
        const chart = await onDashboard(page).chart.boundingBox();
        const lines = await onDashboard(page).chart.locator('.chart-lines').boundingBox();
        return (
          chart &&
          lines &&
          lines.x >= chart.x &&
          lines.x + lines.width <= chart.x + chart.width &&
          lines.width > chart.width * 0.7
        );
      })
      .toBe(true);
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth))
      .toBe(true);
  }
});

test('pointing shows the bucket’s values and renders no chart anew', async ({
  page,
  sharedLens: lens,
}) => {
  await page.goto(`${lens.url}?app=${MEETING}&range=24h&split=os&metric=FirstFrameCost`);
  await onDashboard(page).allIn();
  const before = await onDashboard(page)
    .chart.locator('.chart-lines')
    .evaluate((lines) => {
      const seen = { changes: 0 };
      new MutationObserver((records) => (seen.changes += records.length)).observe(lines, {
        attributes: true,
        childList: true,
        subtree: true,
      });
      Object.assign(window, { seen });
      return seen.changes;
    });
  const plot = await page.getByRole('slider', { name: 'Time to first frame' }).boundingBox();
  if (!plot) throw new Error('no plot');
  await page.mouse.move(plot.x + plot.width / 2, plot.y + 40);
  await page.mouse.move(plot.x + plot.width / 3, plot.y + 60, { steps: 20 });
  const tooltip = onDashboard(page).chart.locator('.chart-tip');
  await expect(tooltip).toBeVisible();
  await expect(tooltip).toContainText('iOS');
  await expect(tooltip).toContainText(/[\d,]+ ms/);
  expect(
    await page.evaluate(() => (window as unknown as { seen: { changes: number } }).seen.changes),
  ).toBe(before);
});
