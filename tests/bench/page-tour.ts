// Through the page as somebody looks around on it, and what of that stays in the browser.
import type { CDPSession, Page } from '@playwright/test';
import { drag, onDashboard, plots } from '../browser/dashboard.ts';

/** What a page holds once nothing more of it can be collected. */
export interface HeapCounts {
  /** Of the script's heap, in bytes. */
  heap: number;
  /** Elements and texts, in the page or held by a script. */
  nodes: number;
  listeners: number;
}

const CARDS = ['Time to first frame', 'Video stutter rate', 'Join success within 5 s'];

/** Ways to another picture; after all of them the page is where it was. */
const WAYS: ((page: Page) => Promise<unknown>)[] = [
  (page) =>
    onDashboard(page)
      .card(CARDS[0] ?? '')
      .click(),
  (page) => split(page, 'OS'),
  (page) => drag(plots(page).first(), 0.3, 0.6),
  (page) => onDashboard(page).chooseRange('Last 3 days'),
  (page) =>
    onDashboard(page)
      .card(CARDS[1] ?? '')
      .click(),
  (page) => split(page, 'OS × terminal'),
  (page) => drag(plots(page).first(), 0.5, 0.9),
  (page) => page.keyboard.press('Escape'),
  (page) => onDashboard(page).chooseRange('Last 7 days'),
  async (page) => {
    await onDashboard(page)
      .card(CARDS[2] ?? '')
      .click();
    await split(page, 'None');
  },
];

/** How many navigations a round is. */
export const STEPS_PER_TOUR = WAYS.length;

/** Goes all ways, `rounds` times over; the page is at seven days without a split, before and after. */
export async function runPageTour(page: Page, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    for (const go of WAYS) {
      await go(page);
      await page.mouse.move(400 + round, 400);
      await onDashboard(page).allIn();
    }
  }
}

/** Collects what can be collected, and counts the rest. */
export async function measureHeap(session: CDPSession): Promise<HeapCounts> {
  // What one collection sets free may hold more: finalizers run between them.
  for (let i = 0; i < 3; i += 1) {
    await session.send('HeapProfiler.collectGarbage');
    await new Promise((done) => setTimeout(done, 100));
  }
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  return { heap: usedSize, nodes, listeners: jsEventListeners };
}

const split = (page: Page, name: string) =>
  page.getByRole('radio', { name, exact: true }).check({ force: true });
