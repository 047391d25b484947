import type { CDPSession, Page } from '@playwright/test';
import { drag, onDashboard, plots } from '../browser/dashboard.ts';

export interface HeapCounts {
  /** Bytes. */
  heap: number;
  nodes: number;
  listeners: number;
}

const CARDS = ['Time to first frame', 'Video stutter rate', 'Join success within 5 s'];

// The last step returns to the initial view.
const STEPS: ((page: Page) => Promise<unknown>)[] = [
  (page) =>
    onDashboard(page)
      .card(CARDS[0] ?? '')
      .click(),
  (page) => chooseSplit(page, 'OS'),
  (page) => drag(plots(page).first(), 0.3, 0.6),
  (page) => onDashboard(page).chooseRange('Last 3 days'),
  (page) =>
    onDashboard(page)
      .card(CARDS[1] ?? '')
      .click(),
  (page) => chooseSplit(page, 'OS × terminal'),
  (page) => drag(plots(page).first(), 0.5, 0.9),
  (page) => page.keyboard.press('Escape'),
  (page) => onDashboard(page).chooseRange('Last 7 days'),
  async (page) => {
    await onDashboard(page)
      .card(CARDS[2] ?? '')
      .click();
    await chooseSplit(page, 'None');
  },
];

export const STEPS_PER_TOUR = STEPS.length;

/** The page must show seven days without a split. */
export async function runPageTour(page: Page, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    for (const runStep of STEPS) {
      await runStep(page);
      await page.mouse.move(400 + round, 400);
      await onDashboard(page).allIn();
    }
  }
}

export async function measureHeap(session: CDPSession): Promise<HeapCounts> {
  // Finalizers run between collections and may release more.
  for (let i = 0; i < 3; i += 1) {
    await session.send('HeapProfiler.collectGarbage');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  return { heap: usedSize, nodes, listeners: jsEventListeners };
}

const chooseSplit = (page: Page, name: string) =>
  page.getByRole('radio', { name, exact: true }).check({ force: true });
