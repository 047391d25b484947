// How the page looks and reads, in both themes and languages, wide and narrow: what a designer and a screen reader would find.
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { catalogue } from '../../src/app/words/catalogue.ts';
import { withoutNodes } from '../../src/simulator/changes.ts';
import { answerWith, failWith } from '../../src/simulator/faults.ts';
import { always, when } from '../../src/simulator/scenarios.ts';
import { DEMO_APPS } from '../../src/simulator/simulator.ts';
import { dayBefore, onDashboard, pastRange } from './dashboard.ts';
import { createGate, test } from './lens.ts';
import type { Lens } from './lens.ts';

const [CLASSROOM = ''] = DEMO_APPS.map(({ id }) => id);
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
const WIDEST = 1_440;
const NARROWEST = 360;
/** The last one has the same layout as the one before, only less room for it. */
const WIDTHS = [WIDEST, 390, NARROWEST];

type Lang = 'en' | 'zh';
interface Look {
  theme: 'light' | 'dark';
  lang: Lang;
}
const LIGHT_EN: Look = { theme: 'light', lang: 'en' };
const LIGHT_ZH: Look = { theme: 'light', lang: 'zh' };
const DARK_ZH: Look = { theme: 'dark', lang: 'zh' };
const LOOKS: readonly Look[] = [LIGHT_EN, LIGHT_ZH, DARK_ZH, { theme: 'dark', lang: 'en' }];

const address = (lens: Lens, more = '&range=7d&split=os&metric=FirstFrameCost&compare=week') =>
  `${lens.url}?app=${CLASSROOM}${more}&theme=light&lang=en`;

/** Gives the open page another look without loading it anew, as Back to another link does. */
async function takeLook(page: Page, { theme, lang }: Look): Promise<void> {
  await page.evaluate(
    (look) => {
      const url = new URL(window.location.href);
      for (const [name, value] of Object.entries(look)) url.searchParams.set(name, value);
      window.history.replaceState(null, '', url);
      window.dispatchEvent(new PopStateEvent('popstate'));
    },
    { theme, lang },
  );
  await expect(page.locator(`html[data-theme=${theme}]:lang(${lang})`)).toBeAttached();
}

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
    await expect(page.getByRole('grid')).toBeVisible();
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
    await page.getByRole('button', { name: /^(?:Take the chart along|导出图表)$/ }).click();
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

/** Nothing is wrong, to the eye or the ear, with what is on the page now. */
async function expectGood(page: Page, look: Look, what: string, scope = 'body'): Promise<void> {
  // Charts take a new width a frame after their box has it.
  await expect
    .poll(() => page.evaluate(findSpills, scope), { message: what, timeout: 5_000 })
    .toEqual([]);
  if (page.viewportSize()?.width === NARROWEST) return;
  expect(foreignWords(await page.evaluate(readTexts), look.lang), what).toEqual([]);
  expect(await findBarriers(page, scope), what).toEqual([]);
}

/** What axe finds serious. The page has no frames, so axe need not look for them: twice as fast. */
async function findBarriers(page: Page, scope: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include(scope)
    .setLegacyMode()
    .withTags(RULES)
    .options({ resultTypes: ['violations'] })
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
    );
}

/** In the page: what is wider than the window, and what is cut off with no way to read it. */
function findSpills(scope: string): string[] {
  const faults: string[] = [];
  const { documentElement: root } = document;
  if (root.scrollWidth > window.innerWidth)
    faults.push(`the page is ${root.scrollWidth} px wide in a window of ${window.innerWidth}`);
  const nameOf = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${(element.textContent ?? '').slice(0, 60)}”`;
  for (const element of document.querySelectorAll<HTMLElement>(`${scope} *`)) {
    if (element instanceof SVGElement || element.closest('.visually-hidden, svg, [hidden]'))
      continue;
    const style = getComputedStyle(element);
    if (element.clientWidth === 0 || style.visibility === 'hidden') continue;
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1 || box.bottom < 0) continue;
    const isControl = element.matches(
      'button, a, label, [role=radio], [role=option], th, td, p, h1, h2, h3, dt, dd',
    );
    const wide = element.scrollWidth - element.clientWidth > 1;
    const tall = element.scrollHeight - element.clientHeight > 2;
    const titled = element.closest('[title]') !== null;
    const clipsX = style.overflowX === 'hidden' || style.overflowX === 'clip';
    const clipsY = style.overflowY === 'hidden' || style.overflowY === 'clip';
    if (
      wide &&
      clipsX &&
      !(element instanceof HTMLInputElement) &&
      !(style.textOverflow === 'ellipsis' && titled)
    )
      faults.push(`cut off at the side: ${nameOf(element)}`);
    if (tall && clipsY && (element.textContent ?? '').trim() !== '')
      faults.push(`cut off below: ${nameOf(element)}`);
    if (wide && isControl && style.overflowX === 'visible' && style.display !== 'inline')
      faults.push(`spills over its side: ${nameOf(element)}`);
    const outside = box.right > window.innerWidth + 1 || box.left < -1;
    if (isControl && outside && !isInScroller(element))
      faults.push(`outside of the window: ${nameOf(element)}`);
  }
  return faults;

  function isInScroller(element: Element): boolean {
    for (let up = element.parentElement; up; up = up.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(up).overflowX) && up.scrollWidth > up.clientWidth)
        return true;
    }
    return false;
  }
}

/** In the page: every text that can be seen or heard. */
function readTexts(): string[] {
  const texts = [document.body.innerText];
  for (const element of document.body.querySelectorAll('*')) {
    for (const name of ['aria-label', 'title', 'placeholder', 'aria-description', 'alt']) {
      const text = element.getAttribute(name);
      if (text) texts.push(text);
    }
    if (element.matches('.visually-hidden, svg text')) texts.push(element.textContent ?? '');
  }
  return texts;
}

/** The parts of a message that are the same whatever its values. */
function literals(message: string): string[] {
  let text = message;
  // Plural forms stand in braces within braces: their inner text counts, the machinery does not.
  text = text.replaceAll(/\{\w+, plural,|\{\w+(?:, \w+)?\}|=\d+ \{|(?:one|other) \{|[{}#]/g, '\n');
  return text.split('\n').map((part) => part.trim().replaceAll(/^[,.;:·\s]+|[,.;:·\s]+$/g, ''));
}

const CHINESE = Object.values(catalogue)
  .map(({ zh }) => zh)
  .join('\n');
const ENGLISH_ONLY = new Set(
  Object.values(catalogue)
    .filter(({ en, zh }) => en !== zh)
    .flatMap(({ en }) => literals(en))
    .filter((part) => /[A-Za-z]{3}/.test(part) && !CHINESE.includes(part)),
);

function foreignWords(texts: readonly string[], lang: Lang): string[] {
  if (lang === 'en') {
    // A language is named in itself.
    return texts
      .filter((text) => /\p{Script=Han}/u.test(text.replaceAll('简体中文', '')))
      .map((text) => `Chinese: ${text}`);
  }
  const all = texts.join('\n');
  return [...ENGLISH_ONLY]
    .filter((part) =>
      new RegExp(
        `(?<![A-Za-z.-])${part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}(?![A-Za-z-])`,
      ).test(all),
    )
    .map((part) => `English: ${part}`);
}

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
  /** Done once a width. */
  before?: () => Promise<void>;
  after?: () => Promise<void>;
}

/** Looks at the page in every width and look. */
async function expectGoodEverywhere(
  page: Page,
  what: string,
  { wide = [LIGHT_EN, DARK_ZH], narrow = [LIGHT_ZH], scope, before, after }: Looked = {},
): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await before?.();
    for (const look of width === WIDEST ? wide : narrow) {
      await takeLook(page, look);
      await expectGood(page, look, `${what}, ${width} px, ${look.theme}, ${look.lang}`, scope);
    }
    await after?.();
  }
}

test.describe.configure({ mode: 'parallel' });

test.describe('in every look', () => {
  // A colour half way to another has no contrast to speak of.
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('the dashboard', async ({ page, lens }) => {
    const complaints = await listen(page);
    await page.goto(address(lens));
    await onDashboard(page).allIn();
    await expectGoodEverywhere(page, 'the dashboard', {
      wide: LOOKS,
      narrow: [LIGHT_EN, LIGHT_ZH],
    });
    expect(complaints).toEqual([]);
  });

  test('the dashboard, opened narrow', async ({ page, lens }) => {
    await page.setViewportSize({ width: 390, height: 900 });
    await page.goto(address(lens));
    for (const look of [LIGHT_EN, LIGHT_ZH]) {
      await takeLook(page, look);
      await page.reload();
      await onDashboard(page).allIn();
      await expectGood(page, look, look.lang);
    }
  });

  test('the panels', async ({ page, lens }) => {
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
      when(({ question }) => question.begin === yesterday, failWith('Meter.ParamError')),
    );
    await page.goto(address(lens));
    await expect(onDashboard(page).chart.locator('.chart-area-failed')).toHaveCount(1);
    await page.getByRole('button', { name: 'Details' }).click();
    await expectGoodEverywhere(page, 'partly failed');
    expect(complaints).toEqual([]);
  });

  test('no data, and a link that is partly wrong', async ({ page, lens }) => {
    const complaints = await listen(page);
    lens.upstream.setScenario(always(answerWith(withoutNodes())));
    await page.goto(address(lens, '&os=iOS&terminal=web&channel=a-channel&metric=Nonsense'));
    await onDashboard(page).allIn();
    await expectGoodEverywhere(page, 'no data');
    expect(complaints).toEqual([]);
  });

  test('as many lines as an app can have, compared', async ({ page, lens }) => {
    await page.goto(
      address(lens, '&range=7d&split=os-terminal&compare=week&metric=VideoStuckRate'),
    );
    await onDashboard(page).allIn();
    await expectGoodEverywhere(page, 'five lines');
  });
});

for (const width of [1_440, 390]) {
  test(`nothing moves when the data arrive, at ${width} px`, async ({ page, lens }) => {
    const gate = createGate();
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
