// What the page says it sees: the finding and its evidence, the heat map, two windows against each other, notes.
import { expect } from '@playwright/test';
import type { BrowserContext, Page } from '@playwright/test';
import { METRICS } from '../../src/contract/domain/metrics.ts';
import { DAY, HOUR, MINUTE, STEP } from '../../src/contract/domain/time.ts';
import { globalOutage, releaseRegression } from '../../src/simulator/model/incidents.ts';
import { DEMO_APPS } from '../../src/simulator/simulator.ts';
import { dayBefore, drag, onDashboard, pastRange, plots } from './dashboard.ts';
import { test } from './server-fixture.ts';
import { valuesOf } from './expected-values.ts';

const [CLASSROOM = ''] = DEMO_APPS.map(({ id }) => id);
const WEEK = `?app=${CLASSROOM}&metric=FirstFrameCost&${pastRange(7)}`;

/** 20:35 in Shanghai. */
const RELEASE = dayBefore(3) + 12 * HOUR + 35 * MINUTE;
const OUTAGE = dayBefore(6) + 8 * HOUR + 10 * MINUTE;
const PLANTED = [releaseRegression(RELEASE, 26 * HOUR, 1.7), globalOutage(OUTAGE)];

const paramOf = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);
const headline = (page: Page) =>
  page.getByRole('region', { name: /^(?:What stands out|值得关注)$/ });
const episodes = (page: Page) => page.getByRole('region', { name: /^(?:Episodes|异常时段)$/ });
/** A day and a time as the page writes it in English, in Shanghai. */
const inShanghai = (at: number) =>
  new Intl.DateTimeFormat('en-US', {
    timeZone: 'Asia/Shanghai',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
    .format(at)
    .replace(/^.*, /, '');

async function allowClipboard(context: BrowserContext): Promise<void> {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
}

const readClipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test.describe('with a release and an outage', () => {
  test.use({ lensOptions: { incidents: PLANTED } });

  test('a finding says what, since when and to whom; its link shows the same to a teammate', async ({
    page,
    context,
    sharedLens: lens,
  }) => {
    await allowClipboard(context);
    await page.goto(`${lens.url}${WEEK}&tz=Asia/Shanghai`);
    const card = headline(page).getByRole('article');
    await expect(card).toHaveCount(1);
    await expect(card).toContainText(/^Time to first frame was [\d.]+% slower than usual from /);
    await expect(card).toContainText(inShanghai(RELEASE));
    await expect(card).toContainText(/Android on mobile carries it \(\+[\d.]+%, [\d,]+ ms\)/);
    await expect(card).toContainText(/Also seen in: .*Video stutter rate/);

    // Its numbers are those of the table.
    const row = episodes(page).getByRole('row').nth(1);
    const [, amount = ''] = /was ([\d.]+)% slower/.exec((await card.textContent()) ?? '') ?? [];
    await expect(row).toContainText(`+${amount}%`);
    await expect(row).toContainText('Android on mobile');

    await card.getByRole('button', { name: 'Copy summary' }).click();
    const copied = await readClipboard(page);
    const said = (await card.locator('p').innerText()).replaceAll(/\s+/g, ' ').trim();
    expect(copied.startsWith(`${said} See it: http`)).toBe(true);
    const [link = ''] = /http\S+$/.exec(copied) ?? [];

    await card.getByRole('button', { name: 'Zoom to it' }).click();
    expect(paramOf(page, 'episode')).toContain('FirstFrameCost');
    const [from = '', to = ''] = (paramOf(page, 'zoom') ?? '').split('/');
    expect(Date.parse(from)).toBeLessThan(RELEASE);
    expect(Date.parse(to)).toBeGreaterThan(RELEASE + 26 * HOUR - 2 * STEP);
    const selected = page.locator('.chart').first().locator('.chart-episode[data-selected]');
    await expect(selected).toHaveCount(1);
    await expect(episodes(page).locator('tr[aria-current=true]')).toHaveCount(1);
    // Back leads out of it.
    const zoomed = paramOf(page, 'zoom');
    await page.goBack();
    expect(paramOf(page, 'zoom')).toBeNull();

    const teammate = await context.newPage();
    await teammate.goto(link);
    await expect(headline(teammate).getByRole('article').locator('p')).toHaveText(
      await card.locator('p').innerText(),
      { useInnerText: true },
    );
    expect(paramOf(teammate, 'zoom')).toBe(zoomed);
    await expect(episodes(teammate).locator('tr[aria-current=true]')).toHaveCount(1);
  });

  test('in Chinese it is one sentence of the same numbers', async ({
    page,
    context,
    sharedLens: lens,
  }) => {
    await allowClipboard(context);
    await page.goto(`${lens.url}${WEEK}&tz=Asia/Shanghai&lang=zh`);
    const card = headline(page).getByRole('article');
    await expect(card).toContainText(/首帧耗时比平常慢 [\d.]+%。/);
    await expect(card).toContainText('Android 移动端是主因');
    const [, amount = ''] = /比平常慢 ([\d.]+)%/.exec((await card.textContent()) ?? '') ?? [];
    await expect(episodes(page).getByRole('row').nth(1)).toContainText(`+${amount}%`);
    await card.getByRole('button', { name: '复制摘要' }).click();
    const said = (await card.locator('p').innerText()).replaceAll(/\s+/g, '');
    expect((await readClipboard(page)).replaceAll(/\s+/g, '')).toContain(said);
  });

  test('what was put aside stays aside, in the link too, until it is wanted again', async ({
    page,
    sharedLens: lens,
  }) => {
    await page.goto(lens.url + WEEK);
    const card = headline(page).getByRole('article');
    await expect(card).toContainText('Time to first frame');
    await card.getByRole('button', { name: 'Put this finding aside' }).click();
    await expect(card).toContainText('Join success');
    await page.reload();
    await expect(card).toContainText('Join success');
    await expect(card).toContainText('Everyone is hit');
    await card.getByRole('button', { name: 'Put this finding aside' }).click();
    await expect(card).toContainText('Nothing else stands out.');
    await headline(page)
      .getByRole('button', { name: /put aside$/ })
      .click();
    await expect(card).toContainText('Time to first frame');
    expect(paramOf(page, 'dismiss')).toBeNull();
  });

  test('an episode below has its own link, and says how it was found', async ({
    page,
    context,
    sharedLens: lens,
  }) => {
    await allowClipboard(context);
    await page.goto(lens.url + WEEK);
    const list = episodes(page);
    const row = list.getByRole('row', { name: /Join success/ }).first();
    await row.getByRole('button', { name: /^Copy the link/ }).click();
    await page.goto(await readClipboard(page));
    await expect(list.locator('tr[aria-current=true]')).toContainText('Join success');
    // It was another one; this is the metric of an address that names none.
    expect(paramOf(page, 'metric')).toBeNull();
    const [from = '', to = ''] = (paramOf(page, 'zoom') ?? '').split('/');
    expect(Date.parse(from)).toBeLessThanOrEqual(OUTAGE);
    expect(Date.parse(to)).toBeGreaterThanOrEqual(OUTAGE + 20 * MINUTE);
    await list.getByRole('button', { name: 'How episodes are found' }).click();
    await expect(list).toContainText('median of the same five minutes of the day');
  });

  test('on a wall screen the finding has nothing to press', async ({ page, sharedLens: lens }) => {
    await page.goto(`${lens.url}${WEEK}&view=kiosk`);
    await expect(headline(page).getByRole('article')).toContainText('Time to first frame');
    await expect(headline(page).getByRole('button')).toHaveCount(0);
  });

  test('the usual band is behind the line until it is put away', async ({
    page,
    sharedLens: lens,
  }) => {
    await page.goto(lens.url + WEEK);
    await expect(page.locator('.chart').first().locator('.chart-band')).toHaveCount(1);
    await page.getByRole('button', { name: 'Chart menu', exact: true }).click();
    await page.getByRole('button', { name: 'Usual band' }).click();
    await expect(page.locator('.chart-band')).toHaveCount(0);
    expect(paramOf(page, 'band')).toBe('off');
    await page.goto(`${lens.url}?app=${CLASSROOM}&${pastRange(2)}`);
    await page.getByRole('button', { name: 'Chart menu', exact: true }).click();
    await expect(page.getByText('Needs four days of data')).toBeVisible();
  });
});

test.describe('in a calm week', () => {
  test.use({ lensOptions: { incidents: 'none' } });

  test('the page says so, with the closest call', async ({ page, sharedLens: lens }) => {
    await page.goto(lens.url + WEEK);
    await expect(headline(page)).toContainText(/closest (?:call|to it)/);
    await expect(headline(page).getByRole('article')).toHaveAttribute('data-tone', 'calm');
    await expect(episodes(page)).toContainText('none in this range');
    await expect(page.locator('.chart-episode')).toHaveCount(0);
  });
});

test('an hour of the heat map zooms to it, by mouse and by keys', async ({
  page,
  sharedLens: lens,
}) => {
  await page.goto(`${lens.url}${WEEK}&tz=UTC`);
  await onDashboard(page).allIn();
  const map = page.getByRole('region', { name: 'When it hurts' });
  await map.scrollIntoViewIfNeeded();
  const hour = map.getByRole('row').nth(3).getByRole('button').nth(14);
  await hour.hover();
  await expect(map.getByRole('list').getByRole('listitem')).toHaveCount(12);
  await hour.click();
  const begin = dayBefore(6) + 14 * HOUR;
  const zoom = (at: number) =>
    `${new Date(at).toISOString().slice(0, 16)}Z/${new Date(at + HOUR).toISOString().slice(0, 16)}Z`;
  expect(paramOf(page, 'zoom')).toBe(zoom(begin));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect.poll(() => paramOf(page, 'zoom')).toBe(zoom(begin + DAY + HOUR));
  // All but one cell are out of the way of Tab.
  await expect(map.locator('td button[tabindex="0"]')).toHaveCount(1);
});

test('two windows are marked by a drag each, and stand against each other', async ({
  page,
  sharedLens: lens,
}) => {
  await page.goto(`${lens.url}${WEEK}&split=os&tz=UTC`);
  await onDashboard(page).allIn();
  await page.getByRole('button', { name: 'Chart menu', exact: true }).click();
  await page.getByRole('button', { name: 'Compare two windows (A/B)' }).click();
  await drag(plots(page).first(), 0.1, 0.2);
  await expect(page.getByText(/^Drag over a chart to mark B/)).toBeVisible();
  await drag(plots(page).first(), 0.6, 0.7);
  const table = page.getByRole('region', { name: 'A against B' });
  // Each metric by All, iOS and Android, and the head.
  await expect(table.getByRole('row')).toHaveCount(3 * METRICS.length + 1);
  expect(paramOf(page, 'zoom')).toBeNull();

  const span = (name: string) => {
    const [from = '', to = ''] = (paramOf(page, name) ?? '').split('/');
    return { begin: Date.parse(from), end: Date.parse(to) };
  };
  const means = await Promise.all(
    ['a', 'b'].map(async (name) => {
      const subject = { appId: CLASSROOM, metric: 'FirstFrameCost', os: 'Android' } as const;
      const values = await valuesOf(subject, span(name), Date.now());
      const there = values.filter((value) => value !== null);
      return there.reduce((sum, value) => sum + value, 0) / there.length;
    }),
  );
  const group = table.getByRole('rowgroup').filter({ hasText: 'Time to first frame' });
  const row = group.getByRole('row').filter({ hasText: 'Android' });
  for (const mean of means) {
    await expect(row).toContainText(
      `${new Intl.NumberFormat('en-US').format(Math.round(mean))} ms`,
    );
  }

  // The link shows both again; swapped they tell the opposite.
  await page.reload();
  await expect(table.getByRole('row')).toHaveCount(3 * METRICS.length + 1);
  const { begin } = span('a');
  await page.getByRole('button', { name: 'Swap' }).click();
  await expect.poll(() => span('b').begin).toBe(begin);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(table).toHaveCount(0);
  await drag(plots(page).first(), 0.3, 0.5);
  await expect.poll(() => paramOf(page, 'zoom')).not.toBeNull();
});

test('a note stands on every chart and travels in the link', async ({
  page,
  context,
  sharedLens: lens,
}) => {
  await page.goto(`${lens.url}${WEEK}&tz=UTC`);
  await onDashboard(page).allIn();
  const addNote = async () => {
    await page.getByRole('button', { name: 'Chart menu', exact: true }).click();
    await page.getByRole('button', { name: 'Add a note' }).click();
  };
  await addNote();
  const dialog = page.getByRole('dialog', { name: 'Notes' });
  await dialog.getByRole('textbox', { name: 'When' }).fill('soon');
  await dialog.getByRole('textbox', { name: 'What happened' }).fill('v3.2 released');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toContainText('A time such as');
  const at = new Date(dayBefore(4) + 9 * HOUR).toISOString();
  await dialog.getByRole('textbox', { name: 'When' }).fill(at.slice(0, 16).replace('T', ' '));
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.locator('.chart-note')).toHaveCount(METRICS.length);
  await expect(page.locator('.chart').first()).toContainText('v3.2 released');

  const teammate = await context.newPage();
  await teammate.goto(page.url());
  await expect(teammate.locator('.chart').first()).toContainText('v3.2 released');
  await addNote();
  await dialog.getByRole('button', { name: 'Remove the note “v3.2 released”' }).click();
  await expect(page.locator('.chart-note')).toHaveCount(0);
});
