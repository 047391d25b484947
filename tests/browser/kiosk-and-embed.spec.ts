// The page on a wall and inside another page: all of it in the window, whatever that is.
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { failWith } from '../../src/simulator/faults/faults.ts';
import { when } from '../../src/simulator/faults/scenarios.ts';
import { DEMO_APPS } from '../../src/simulator/simulator.ts';
import { dayBefore, onDashboard } from './dashboard.ts';
import { test } from './server-fixture.ts';
import { DARK_ZH, LIGHT_EN, expectGood, keepPicture, takeLook } from './visual-checks.ts';

const [CLASSROOM = '', MEETING = ''] = DEMO_APPS.map(({ id }) => id);
const SPLITS = ['none', 'os', 'os-terminal'] as const;

test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** Nothing of the page is outside of the window, and nothing in it has to be scrolled for. */
async function expectToFit(page: Page, what: string): Promise<void> {
  await expect.poll(() => page.evaluate(findOutside), { message: what }).toEqual([]);
}

/** In the page. */
function findOutside(): string[] {
  const { scrollWidth, scrollHeight } = document.documentElement;
  const faults =
    scrollWidth > window.innerWidth || scrollHeight > window.innerHeight
      ? [`the page is ${scrollWidth} × ${scrollHeight}`]
      : [];
  for (const element of document.querySelectorAll('header, main section, main table, main ul')) {
    const box = element.getBoundingClientRect();
    if (box.width <= 1) continue;
    const name = `${element.tagName} “${(element.textContent ?? '').slice(0, 40)}”`;
    if (box.bottom > window.innerHeight + 0.5 || box.right > window.innerWidth + 0.5)
      faults.push(`outside: ${name}`);
    if (element.scrollHeight > element.clientHeight + 1 && element.tagName === 'SECTION')
      faults.push(`scrolls: ${name}`);
  }
  return faults;
}

/** In the page: the smallest type anybody has to read, and that of the cards' figures, in pixels of the screen. */
function measureType(): { least: number; figures: number } {
  const sizeOf = (element: Element) =>
    Number.parseFloat(getComputedStyle(element).fontSize) *
    (element as Element & { currentCSSZoom: number }).currentCSSZoom;
  const sizes: number[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!parent || (node.textContent ?? '').trim() === '') continue;
    const { width, height } = parent.getBoundingClientRect();
    if (
      parent.closest('.visually-hidden, .chart-description, script, style') ||
      width <= 1 ||
      height <= 1
    )
      continue;
    sizes.push(sizeOf(parent));
  }
  const figures = [...document.querySelectorAll('[data-metric] [class*=value]')].map(sizeOf);
  return { least: Math.min(...sizes), figures: Math.min(...figures) };
}

for (const [width, height, least, figures] of [
  [1_920, 1_080, 15.5, 44],
  [1_366, 768, 13, 36],
] as const) {
  test(`a wall screen of ${width} × ${height} shows all there is, large, and nothing to press`, async ({
    page,
    sharedLens: lens,
  }, info) => {
    await page.setViewportSize({ width, height });
    await page.goto(
      `${lens.url}?app=${CLASSROOM}&range=7d&split=os-terminal&metric=FirstFrameCost&compare=week&view=kiosk&theme=light&lang=en`,
    );
    await expect(page.getByRole('table').last().locator('[data-distance]')).toHaveCount(9, {
      timeout: 45_000,
    });
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    for (const look of [LIGHT_EN, DARK_ZH]) {
      await takeLook(page, look);
      await expectToFit(page, `${look.theme}, ${look.lang}`);
      await expectGood(page, look, `${look.theme}, ${look.lang}`);
      await keepPicture(page, look, 'wall', info);
      const type = await page.evaluate(measureType);
      expect(type.least).toBeGreaterThanOrEqual(least);
      expect(type.figures).toBeGreaterThanOrEqual(figures);
    }
    await takeLook(page, LIGHT_EN);
    await expect(page.locator('button, a, input')).toHaveCount(1);
    await expect(page.getByRole('banner')).toContainText(/Data through \d\d:\d\d · /);
    const plot = await page.getByRole('slider').first().boundingBox();
    if (!plot) throw new Error('no plot');
    const middle = plot.x + plot.width / 2;
    await page.mouse.move(middle, plot.y + plot.height / 2);
    // The bucket pointed at, however large all of it is drawn; seven days have one in half a pixel.
    await expect
      .poll(async () => (await page.locator('.chart-rule').first().boundingBox())?.x)
      .toBeCloseTo(middle, -1);
    await page.getByRole('button', { name: 'Leave the wall screen' }).click();
    await expect(onDashboard(page).card('Time to first frame')).toBeVisible();
    await expect(page).not.toHaveURL(/view=/);
  });
}

test('a wall screen says how many lines it has no room for, keeps the worst in sight and cuts no word', async ({
  page,
  sharedLens: lens,
}, info) => {
  for (const [width, height] of [
    [1_280, 720],
    [1_920, 1_080],
    [1_080, 1_920],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto(
      `${lens.url}?app=${DEMO_APPS.map(({ id }) => id).join()}&range=24h&split=os-terminal&metric=FirstFrameCost&goal.FirstFrameCost=300&compare=week&view=kiosk&theme=light&lang=en`,
    );
    const matrix = page.getByRole('table').last();
    await expect(matrix.locator('[data-distance]')).toHaveCount(9, { timeout: 45_000 });
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    const legend = page.getByRole('table').first();
    const rows = legend.locator('tbody[data-series]');
    await expect(legend).toContainText(/\d+ more lines; the worst ones are shown/);
    const said = Number(/(\d+) more lines/.exec((await legend.textContent()) ?? '')?.[1]);
    expect((await rows.count()) + said).toBe(15);
    await expectToFit(page, `${width} × ${height}`);
    await expectGood(page, LIGHT_EN, `${width} × ${height}`, { roomOnly: true });
    // Every figure of a cell, and what it changed by, lies in its cell.
    const cut = await matrix.locator('[data-distance]').evaluateAll((cells) =>
      cells
        .filter((cell) => {
          const { top, bottom } = cell.getBoundingClientRect();
          return [...cell.querySelectorAll('[class*=value], [class*=change]')].some((part) => {
            const box = part.getBoundingClientRect();
            return box.top < top - 0.5 || box.bottom > bottom + 0.5;
          });
        })
        .map((cell) => cell.textContent),
    );
    expect(cut, `${width} × ${height}`).toEqual([]);
    await keepPicture(page, LIGHT_EN, 'wall-many', info);
  }
});

test('a wall screen has nothing to press when something is wrong either', async ({
  page,
  lens,
}) => {
  await page.goto(
    `${lens.url}?app=${CLASSROOM}&range=24h&split=nonsense&channel=empty-channel&view=kiosk&lang=en`,
  );
  await expect(page.getByText('No data')).not.toHaveCount(0);
  await expect(page.getByText('nonsense')).toBeVisible();
  await expect(page.locator('button, a, input')).toHaveCount(1);
  lens.upstream.setScenario(when(() => true, failWith('NoPermission')));
  await page.goto(
    `${lens.url}?app=${CLASSROOM}&range=7d&split=os&metric=FirstFrameCost&view=kiosk&lang=en`,
  );
  await expect(page.getByRole('alert').first()).toBeVisible({ timeout: 45_000 });
  await expect(page.locator('button, a, input')).toHaveCount(1);
});

test('a chart in another page takes the room it has, however many lines there are', async ({
  page,
  sharedLens: lens,
}, info) => {
  await page.setViewportSize({ width: 800, height: 560 });
  for (const split of SPLITS) {
    await page.goto(
      `${lens.url}?app=${CLASSROOM}&range=7d&split=${split}&metric=FirstFrameCost&compare=week&view=embed&theme=light&lang=en`,
    );
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    await expect(page.getByRole('row').last()).toContainText(/ms/);
    await expectToFit(page, split);
    const plot = await page.getByRole('slider').boundingBox();
    expect(plot?.height, split).toBeGreaterThan(150);
  }
  await expectGood(page, LIGHT_EN, 'embed');
  await keepPicture(page, LIGHT_EN, 'embed', info);
  await page.getByRole('button', { name: 'iOS, web' }).click();
  await expect.poll(onDashboard(page).lineKeys).toEqual(['ios-web']);

  // Where there are more lines than there is room for, the legend scrolls and the page does not.
  await page.setViewportSize({ width: 480, height: 320 });
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight))
    .toBe(0);
  expect((await page.getByRole('slider').boundingBox())?.height).toBeGreaterThan(50);
});

test('a chart in another page says what is missing', async ({ page, lens }) => {
  lens.upstream.setScenario(
    when(
      ({ query }) => query.appId === MEETING && query.begin === dayBefore(1),
      failWith('Meter.ParamError'),
    ),
  );
  await page.setViewportSize({ width: 800, height: 560 });
  await page.goto(
    `${lens.url}?app=${CLASSROOM},${MEETING}&range=30d&split=app&compare=previous&view=embed&theme=light&lang=en`,
  );
  await expect(page.getByText(/windows? failed; figures/)).toBeVisible({ timeout: 45_000 });
  await expect(page.getByText(/No comparison/)).toBeVisible();
  await expectToFit(page, 'notes');
  await page.setViewportSize({ width: 400, height: 300 });
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight))
    .toBe(0);
});
