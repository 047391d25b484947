// What a designer and a screen reader would find wrong with a page, in both themes and languages.
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Page, TestInfo } from '@playwright/test';
import { catalogue } from '../../src/i18n/messages/catalogue.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];

type Lang = 'en' | 'zh';
export interface Look {
  theme: 'light' | 'dark';
  lang: Lang;
}
export const LIGHT_EN: Look = { theme: 'light', lang: 'en' };
export const LIGHT_ZH: Look = { theme: 'light', lang: 'zh' };
const DARK_EN: Look = { theme: 'dark', lang: 'en' };
export const DARK_ZH: Look = { theme: 'dark', lang: 'zh' };
export const LOOKS: readonly Look[] = [LIGHT_EN, LIGHT_ZH, DARK_ZH, DARK_EN];

/** Gives the open page another look without loading it anew, as Back to another link does. */
export async function takeLook(page: Page, { theme, lang }: Look): Promise<void> {
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

/** Leaves a picture of the page among the test's results, for people to look at. */
export async function keepPicture(
  page: Page,
  { theme, lang }: Look,
  name: string,
  info: TestInfo,
): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  const path = info.outputPath(`${name}-${width}-${theme}-${lang}.png`);
  await page.screenshot({ path, fullPage: true });
}

/** What is looked for, beyond what no page may do. */
interface LookedFor {
  /** Where to look; without it everywhere. */
  scope?: string | undefined;
  /** Only what is cut off or covered: for a width that differs from another one by its room alone. */
  roomOnly?: boolean | undefined;
  /** False where another width has been listened to already: the same parts, the same colours. */
  heard?: boolean | undefined;
}

/** Nothing is wrong, to the eye or the ear, with what is on the page now. */
export async function expectGood(
  page: Page,
  look: Look,
  what: string,
  { scope = 'body', roomOnly = false, heard = true }: LookedFor = {},
): Promise<void> {
  // Charts take a new width a frame after their box has it.
  await expect
    .poll(() => page.evaluate(findSpills, scope), { message: what, timeout: 5_000 })
    .toEqual([]);
  expect(await page.evaluate(findCovered, 'header'), what).toEqual([]);
  if (roomOnly) return;
  // Small charts follow a step behind.
  await expect
    .poll(async () => foreignWords(await page.evaluate(readTexts), look.lang), { message: what })
    .toEqual([]);
  if (heard) expect(await findBarriers(page, scope), what).toEqual([]);
}

/** What axe finds serious. The page has no frames, so axe need not look for them: twice as fast. */
async function findBarriers(page: Page, scope: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .include(scope)
    // Hundreds of the same: one row of them tells.
    .exclude('[role=grid] tr + tr')
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
    if (
      element instanceof SVGElement ||
      element.closest('.visually-hidden, .chart-description, svg, [hidden]')
    )
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
    // What a change means is its point: no shortening excuses its loss.
    const verdict = element.querySelector('[data-verdict]')?.getBoundingClientRect();
    if (verdict && clipsX && (verdict.right > box.right + 1 || verdict.bottom > box.bottom + 1))
      faults.push(`a change is cut: ${nameOf(element)}`);
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

/** In the page: which controls within `scope` lie on each other, or on the page's name. */
function findCovered(scope: string): string[] {
  const selector = ['button', 'a', 'input', 'select', '[class*=brandName]']
    .map((each) => `${scope} ${each}`)
    .join();
  const parts = [...document.querySelectorAll<HTMLElement>(selector)]
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 1 && box.height > 1);
  const nameOf = ({ element }: { element: HTMLElement }) =>
    `“${(element.getAttribute('aria-label') ?? element.textContent ?? '').slice(0, 40)}”`;
  return parts.flatMap((one, i) =>
    parts
      .slice(i + 1)
      .filter(
        ({ element, box }) =>
          !one.element.contains(element) &&
          Math.min(box.right, one.box.right) - Math.max(box.left, one.box.left) > 0.5 &&
          Math.min(box.bottom, one.box.bottom) - Math.max(box.top, one.box.top) > 0.5,
      )
      .map((other) => `${nameOf(other)} lies on ${nameOf(one)}`),
  );
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
  // Choices stand in braces within braces: their inner text counts, the machinery does not.
  text = text.replaceAll(
    /\{\w+, (?:plural|select),|\{\w+(?:, \w+)?\}|=\d+ \{|\w+ \{(?=[^{}]*\})|\w+ \{(?=\w+ \{)|[{}#]/g,
    '\n',
  );
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
