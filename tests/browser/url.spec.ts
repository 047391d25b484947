import { expect } from '@playwright/test';
import { DEMO_APPS } from '../../src/simulator/simulator.ts';
import { onDashboard } from './dashboard.ts';
import { test } from './server-fixture.ts';

const [CLASSROOM = '', MEETING = ''] = DEMO_APPS.map(({ id }) => id);

test('reload, Back, Forward and a pasted link restore what was shown', async ({
  page,
  sharedLens: lens,
  browser,
}) => {
  await page.goto(lens.url);
  const dashboard = onDashboard(page);
  await dashboard.allIn();
  expect(new URL(page.url()).searchParams.get('app')).toBe(CLASSROOM);
  await dashboard.card('Time to first frame').click();
  await dashboard.filter('Split by', 'OS').click();
  await dashboard.legendRow('iOS').getByRole('button').click();
  await dashboard.allIn();
  await expect.poll(dashboard.lineKeys).toEqual(['ios']);
  const link = page.url();
  expect(new URL(link).searchParams.get('hide')).toBe('all,android');

  await page.reload();
  await dashboard.allIn();
  await expect(dashboard.card('Time to first frame')).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(dashboard.lineKeys).toEqual(['ios']);

  await page.goBack();
  await expect
    .poll(async () => (await dashboard.lineKeys()).toSorted())
    .toEqual(['all', 'android', 'ios']);
  await page.goBack();
  await expect.poll(dashboard.lineKeys).toEqual(['all']);
  await page.goBack();
  await expect(dashboard.card('Join success within 5 s')).toHaveAttribute('aria-pressed', 'true');
  await page.goForward();
  await expect(dashboard.card('Time to first frame')).toHaveAttribute('aria-pressed', 'true');

  const teammate = await (await browser.newContext({ timezoneId: 'Europe/Berlin' })).newPage();
  await teammate.goto(link);
  await onDashboard(teammate).allIn();
  await expect.poll(onDashboard(teammate).lineKeys).toEqual(['ios']);
  await expect(teammate.locator('footer')).toContainText('Europe/Berlin');
  await teammate.context().close();
});

test('what a link says wrongly falls back to its default, and the page says which', async ({
  page,
  sharedLens: lens,
}) => {
  await page.goto(`${lens.url}?app=${MEETING}&metric=Nonsense&range=90d&tz=Mars%2FBase&os=Windows`);
  await onDashboard(page).allIn();
  const notices = page.getByRole('region', { name: 'About this link' });
  for (const value of ['Nonsense', '90d', 'Mars/Base', 'Windows'])
    await expect(notices).toContainText(value);
  await notices.getByRole('button').click();
  await expect(notices).toBeEmpty();
});

test('a range older than the upstream keeps is cut, and the page says so', async ({
  page,
  lens,
}) => {
  const day = 86_400_000;
  const iso = (at: number) => new Date(Math.floor(at / day) * day).toISOString();
  await page.goto(
    `${lens.url}?app=${MEETING}&from=${iso(Date.now() - 40 * day)}&to=${iso(Date.now() - 25 * day)}`,
  );
  await onDashboard(page).allIn();
  await expect(page.getByRole('main')).toContainText('30 days');
  await page.goto(
    `${lens.url}?app=${MEETING}&from=${iso(Date.now() - 60 * day)}&to=${iso(Date.now() - 50 * day)}`,
  );
  await expect(page.getByText('30 days').first()).toBeVisible();
  await expect(onDashboard(page).chart.locator('.chart-line path')).toHaveCount(0);
});

test('times are in the zone the link names', async ({ page, sharedLens: lens }) => {
  const link = `${lens.url}?app=${MEETING}&from=2026-10-30T00:00Z&to=2026-10-30T06:00Z`;
  for (const [zone, label] of [
    ['UTC', 'Oct 30, 00:00'],
    ['Asia/Tokyo', 'Oct 30, 09:00'],
    ['America/Los_Angeles', 'Oct 29, 17:00'],
  ]) {
    await page.goto(`${link}&tz=${zone}`);
    await expect(page.getByRole('button', { name: /^Time range:/ })).toContainText(label ?? '');
  }
});

test('the main flow by keyboard alone', async ({ page, sharedLens: lens }) => {
  await page.goto(lens.url);
  const dashboard = onDashboard(page);
  await dashboard.allIn();
  const focus = async (target: () => Promise<boolean>, key = 'Tab') => {
    for (let i = 0; i < 80; i++) {
      await page.keyboard.press(key);
      if (await target()) return;
    }
    throw new Error('the focus never came there');
  };
  const focused = (name: RegExp) => () =>
    page
      .evaluate(() => {
        // The body, which has the focus between two elements, holds every text.
        const element = document.activeElement?.closest('button, input, [role=slider]');
        return `${element?.getAttribute('aria-label') ?? ''} ${element?.textContent ?? ''}`;
      })
      .then((text) => name.test(text));

  await focus(focused(/App: Classroom/));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('meet');
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).searchParams.get('app')).toBe(MEETING);

  await focus(focused(/Time to first frame/));
  await page.keyboard.press('Space');
  await expect(dashboard.card('Time to first frame')).toHaveAttribute('aria-pressed', 'true');

  await focus(() =>
    page.evaluate(
      () =>
        document.activeElement?.closest('[role=radiogroup]')?.getAttribute('aria-label') ===
          'Split by' ||
        (document.activeElement?.closest('[role=radiogroup]')?.textContent ?? '').startsWith(
          'Split by',
        ),
    ),
  );
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => new URL(page.url()).searchParams.get('split')).toBe('os');

  await focus(() => page.evaluate(() => document.activeElement?.getAttribute('role') === 'slider'));
  await page.keyboard.press('ArrowLeft');
  await expect(onDashboard(page).chart.locator('.chart-tip')).toContainText('Android');
  const at = await onDashboard(page).chart.locator('.chart-tip').textContent();
  await page.keyboard.press('ArrowLeft');
  await expect(onDashboard(page).chart.locator('.chart-tip')).not.toHaveText(at ?? '');
  await page.keyboard.press('Escape');
  await expect(onDashboard(page).chart.locator('.chart-tip')).toBeHidden();

  await focus(focused(/^ ?iOS$/));
  await page.keyboard.press('Enter');
  await expect.poll(dashboard.lineKeys).toEqual(['ios']);
});
