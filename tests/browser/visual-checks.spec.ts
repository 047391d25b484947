// How the page looks and reads, in both themes and languages, wide and narrow: what a designer and a screen reader would find.
import { expect } from '@playwright/test';
import type { Page, TestInfo } from '@playwright/test';
import { METRICS } from '../../src/contract/domain/metrics.ts';
import { removeNodes } from '../../src/simulator/faults/mutations.ts';
import { mutateResponse, failWith } from '../../src/simulator/faults/faults.ts';
import { always, when } from '../../src/simulator/faults/scenarios.ts';
import { DEMO_APPS } from '../../src/simulator/simulator.ts';
import { dayBefore, onDashboard, pastRange } from './dashboard.ts';
import { createBarrier, test } from './server-fixture.ts';
import type { SharedLens } from './server-fixture.ts';
import {
  DARK_ZH,
  LIGHT_EN,
  LIGHT_ZH,
  LOOKS,
  expectGood,
  keepPicture,
  takeLook,
} from './visual-checks.ts';
import type { Look } from './visual-checks.ts';

const [CLASSROOM = ''] = DEMO_APPS.map(({ id }) => id);
const WIDEST = 1_440;
const NARROWEST = 360;
/** The last one has the same layout as the one before, only less room for it. */
const WIDTHS = [WIDEST, 390, NARROWEST];
/** Between a desk's screen and a phone: what stands beside each other moves below. */
const BETWEEN = [1_280, 1_240, 1_024, 768];

const address = (
  lens: SharedLens,
  more = '&range=7d&split=os&metric=FirstFrameCost&compare=week',
) => `${lens.url}?app=${CLASSROOM}${more}&theme=light&lang=en`;

/** Opens a panel of the header, and waits until its content is there. */
const PANELS: Record<string, (page: Page) => Promise<void>> = {
  async 'the range picker'(page) {
    await page.getByRole('button', { name: /^(?:Time range:|时间范围：)/ }).click();
    await expect(
      page.getByRole('dialog').getByRole('button', { name: /^(?:Last 30 days|最近 30 天)$/ }),
    ).toBeVisible();
  },
  async 'the calendar'(page) {
    await page.getByRole('button', { name: /^(?:Time range:|时间范围：)/ }).click();
    await page
      .getByRole('button', { name: /^(?:Pick days on a calendar|在日历上选择日期)$/ })
      .click();
    await expect(page.getByRole('dialog').getByRole('grid')).toBeVisible();
  },
  async 'the comparison'(page) {
    await page.getByRole('button', { name: /^(?:Compare:|对比：)/ }).click();
    await expect(
      page.getByRole('dialog').getByRole('button', { name: /previous period|上一时段/ }),
    ).toBeVisible();
  },
  async 'the share dialog'(page) {
    await page.getByRole('button', { name: /^(?:Share|分享)$/ }).click();
    await expect(page.getByRole('textbox', { name: /^(?:Frozen link|固定链接)$/ })).toBeVisible();
  },
  async 'the chart as a table'(page) {
    await page.getByRole('button', { name: /^(?:Chart menu|图表菜单)$/ }).click();
    await page.getByRole('button', { name: /^(?:Show as table|以表格显示)$/ }).click();
    await expect(page.getByRole('dialog').getByRole('rowheader').first()).toBeVisible();
  },
  async 'the keyboard map'(page) {
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog').getByRole('table').first()).toBeVisible();
  },
  async 'the app picker'(page) {
    await page.getByRole('button', { name: /^(?:App:|应用：)/ }).click();
    await expect(page.getByRole('option').first()).toBeVisible();
  },
};

/** Collects what the browser complains of. */
async function listen(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.exposeFunction('complain', (text: string) => void complaints.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      (window as unknown as { complain(text: string): void }).complain(
        `CSP ${violatedDirective} ${blockedURI}`,
      );
    });
  });
  return complaints;
}

interface Looked {
  /** A theme moves nothing: that its colours can be told apart is looked at where all is in sight. */
  wide?: readonly Look[];
  narrow?: readonly Look[];
  /** Where to look; without it everywhere. */
  scope?: string;
  /** Keeps a picture of every look. */
  pictures?: TestInfo;
  /** Done once a width. */
  before?: () => Promise<void>;
  after?: () => Promise<void>;
}

/** Looks at the page in every width and look. */
async function expectGoodEverywhere(
  page: Page,
  what: string,
  { wide = [LIGHT_EN, DARK_ZH], narrow = [LIGHT_ZH], scope, pictures, before, after }: Looked = {},
): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await before?.();
    for (const look of width === WIDEST ? wide : narrow) {
      await takeLook(page, look);
      const roomOnly = width === NARROWEST;
      const heard = width === WIDEST || pictures !== undefined;
      await expectGood(page, look, describeLook(what, page, look), { scope, roomOnly, heard });
      if (pictures) await keepPicture(page, look, what, pictures);
    }
    await after?.();
  }
}

function describeLook(what: string, page: Page, { theme, lang }: Look): string {
  return `${what}, ${page.viewportSize()?.width} px, ${theme}, ${lang}`;
}

/** In the page. */
function isInHeader(): boolean {
  return document.activeElement?.closest('header') !== null;
}

/** In the page: what has the focus, where the header covers some of it. */
function findUnderHeader(): string | undefined {
  const focused = document.activeElement;
  const header = document.querySelector('header')?.getBoundingClientRect().bottom ?? 0;
  if (!focused || focused === document.body) return undefined;
  const { top } = focused.getBoundingClientRect();
  if (top >= header) return undefined;
  return `${focused.getAttribute('aria-label') ?? focused.textContent} at ${top} of ${header}`;
}

test.describe.configure({ mode: 'parallel' });

test.describe('in every look', () => {
  // A colour half way to another has no contrast to speak of.
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('the dashboard', async ({ page, sharedLens: lens }, info) => {
    const complaints = await listen(page);
    await page.goto(address(lens));
    await onDashboard(page).allIn();
    await expectGoodEverywhere(page, 'dashboard', { wide: LOOKS, narrow: LOOKS, pictures: info });
    expect(complaints).toEqual([]);
  });

  test('the dashboard, on laptops and tablets', async ({ page, sharedLens: lens }, info) => {
    // The longest name a comparison can have.
    await page.goto(
      address(lens, `&range=7d&split=os&compare=${new Date(dayBefore(9)).toISOString()}`),
    );
    await onDashboard(page).allIn();
    for (const width of BETWEEN) {
      await page.setViewportSize({ width, height: 900 });
      for (const look of [LIGHT_EN, DARK_ZH]) {
        await takeLook(page, look);
        await expectGood(page, look, describeLook('dashboard', page, look), { roomOnly: true });
        const app = page.getByRole('button', { name: 'Classroom' }).first();
        expect((await app.boundingBox())?.width, `${width} px`).toBeGreaterThan(90);
        await keepPicture(page, look, 'dashboard', info);
      }
    }
  });

  test('the dashboard, opened narrow', async ({ page, sharedLens: lens }) => {
    await page.setViewportSize({ width: 390, height: 900 });
    await page.goto(address(lens));
    for (const look of [LIGHT_EN, LIGHT_ZH]) {
      await takeLook(page, look);
      await page.reload();
      await onDashboard(page).allIn();
      await expectGood(page, look, look.lang);
    }
  });

  test('what has the focus is never under the header', async ({ page, sharedLens: lens }) => {
    await page.goto(address(lens));
    await onDashboard(page).allIn();
    for (const width of [WIDEST, 1_024, 390]) {
      await page.setViewportSize({ width, height: 600 });
      await page.locator('footer button').focus();
      const covered: string[] = [];
      let stops = 0;
      for (; stops < 100 && !(await page.evaluate(isInHeader)); stops++) {
        const under = await page.evaluate(findUnderHeader);
        if (under) covered.push(under);
        await page.keyboard.press('Shift+Tab');
      }
      expect(covered, `${width} px`).toEqual([]);
      expect(stops).toBeGreaterThan(20);
      expect(stops).toBeLessThan(100);
    }
  });

  test('the panels', async ({ page, sharedLens: lens }) => {
    const complaints = await listen(page);
    await page.goto(address(lens, ''));
    await onDashboard(page).allIn();
    for (const [name, open] of Object.entries(PANELS)) {
      await test.step(name, () =>
        expectGoodEverywhere(page, name, {
          scope: '[role=dialog]',
          before: () => open(page),
          async after() {
            await page.keyboard.press('Escape');
            await expect(page.getByRole('dialog')).toHaveCount(0);
          },
        }),
      );
    }
    expect(complaints).toEqual([]);
  });

  test('a server that may not ask', async ({ page, lens }) => {
    const complaints = await listen(page);
    lens.upstream.setScenario(always(failWith('NoPermission')));
    await page.goto(address(lens));
    await expect(page.getByRole('alert')).toBeVisible();
    await expectGoodEverywhere(page, 'not authorised');
    expect(complaints).toEqual([]);
  });

  test('a day that failed', async ({ page, lens }) => {
    const complaints = await listen(page);
    const yesterday = dayBefore(1);
    lens.upstream.setScenario(
      when(({ query }) => query.begin === yesterday, failWith('Meter.ParamError')),
    );
    await page.goto(address(lens));
    await expect(onDashboard(page).chart.locator('.chart-area-failed')).toHaveCount(1);
    await page.getByRole('button', { name: 'Details' }).click();
    await expectGoodEverywhere(page, 'partly failed');
    expect(complaints).toEqual([]);
  });

  test('no data, and a link that is partly wrong', async ({ page, lens }) => {
    const complaints = await listen(page);
    lens.upstream.setScenario(always(mutateResponse(removeNodes())));
    await page.goto(address(lens, '&os=iOS&terminal=web&channel=a-channel&metric=Nonsense'));
    await onDashboard(page).allIn();
    await expectGoodEverywhere(page, 'no data');
    expect(complaints).toEqual([]);
  });

  test('as many lines as an app can have, compared', async ({ page, sharedLens: lens }) => {
    await page.goto(
      address(lens, '&range=7d&split=os-terminal&compare=week&metric=VideoStuckRate'),
    );
    await onDashboard(page).allIn();
    await expectGoodEverywhere(page, 'five lines');
  });
});

for (const width of [1_440, 390]) {
  test(`nothing moves when the data arrive, at ${width} px`, async ({ page, lens }) => {
    const gate = createBarrier();
    lens.upstream.setScenario(gate.scenario);
    await page.setViewportSize({ width, height: 900 });
    await page.addInitScript(() => {
      const shifts: { value: number; nodes: string[] }[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as unknown as LayoutShift[]) {
          const nodes = entry.sources.map(({ node }) =>
            node instanceof Element ? node.outerHTML.slice(0, 90) : (node?.nodeName ?? ''),
          );
          shifts.push({ value: entry.value, nodes });
        }
      }).observe({ type: 'layout-shift', buffered: true });
      interface LayoutShift {
        value: number;
        sources: { node: Node | null }[];
      }
    });
    const shifts = () =>
      page.evaluate(
        () =>
          new Promise<{ value: number; nodes: string[] }[]>((resolve) => {
            // The observer hears of a frame's shifts after that frame.
            const { shifts } = window as unknown as {
              shifts: { value: number; nodes: string[] }[];
            };
            requestAnimationFrame(() =>
              requestAnimationFrame(() => setTimeout(() => resolve(shifts), 0)),
            );
          }),
      );
    const sum = async () => (await shifts()).reduce((total, { value }) => total + value, 0);

    await page.goto(address(lens, `&${pastRange(3)}&split=os`));
    await expect.poll(gate.arrived).toBeGreaterThanOrEqual(20);
    await expect(page.getByText('Loading the first data…')).toBeAttached();
    // The main chart is there already, with its times but no scale: there is nothing to measure.
    // The small ones have their names and their places.
    await expect(page.locator('.chart-drawing[data-waiting]')).toHaveCount(1);
    await expect(page.getByTitle(/^Make .* the main chart$/)).toHaveCount(METRICS.length - 1);
    const chart = page.locator('.chart-drawing').first();
    await expect(chart.locator('.chart-times .chart-tick').first()).toBeVisible();
    await expect(chart.locator('.chart-values .chart-tick').first()).toBeHidden();
    expect(await sum(), JSON.stringify(await shifts())).toBeLessThan(0.05);
    gate.open();
    await onDashboard(page).allIn();
    await expect(
      onDashboard(page).chart.locator('.chart-line[data-key=ios] path').first(),
    ).toBeVisible();
    expect(await sum(), JSON.stringify(await shifts())).toBeLessThan(0.05);

    // The measure does measure.
    await page.evaluate(() => {
      const block = document.createElement('div');
      block.style.height = '300px';
      document.body.prepend(block);
    });
    await expect.poll(sum).toBeGreaterThan(0.05);
  });
}
