import type { Browser, Page } from '@playwright/test';
import { METRICS } from '../../src/contract/domain/metrics.ts';
import { waitUntilIdle } from './wait-until-idle.ts';

/** Milliseconds since navigation. */
export interface PageMarks {
  requested?: number;
  firstLine?: number;
  /** `firstLine` in epoch milliseconds. */
  firstLineAt?: number;
  /** All windows loaded, main chart painted. */
  mainChart?: number;
  allCharts?: number;
}

interface PageContent {
  windows: number;
  lines: number;
}

/** Opens a page that records its marks. The viewport is too low for the breakdown matrix. */
export async function openMeasuredPage(browser: Browser, address: string, content: PageContent) {
  const context = await browser.newContext({ viewport: { width: 1_440, height: 420 } });
  const page = await context.newPage();
  await waitUntilIdle(browser);
  let requests = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/api/windows')) requests += 1;
  });
  await page.addInitScript(recordMarks, { ...content, metrics: METRICS.length });
  await page.goto(address);
  return { page, context, countRequests: () => requests };
}

export function readMarks(page: Page): Promise<PageMarks> {
  return page.evaluate(() => (window as unknown as { marks: PageMarks }).marks);
}

export async function waitForMark(page: Page, mark: keyof PageMarks): Promise<void> {
  await page.waitForFunction(
    (key) => Boolean((window as unknown as { marks: PageMarks }).marks[key]),
    mark,
    { timeout: 60_000, polling: 50 },
  );
}

// Runs in the page before its scripts.
function recordMarks({ windows, lines, metrics }: PageContent & { metrics: number }): void {
  // An embedded chart shows a single line.
  const mainChartLines = Math.max(1, lines / metrics);
  const marks: PageMarks = {};
  let isOver = false;
  Object.assign(window, { marks });
  const originalFetch = window.fetch;
  window.fetch = (...args) => {
    if (args[0] === '/api/windows') marks.requested ??= performance.now();
    return originalFetch(...args);
  };
  const afterPaint = (callback: () => void) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', callback, { once: true });
      port1.start();
      port2.postMessage(null);
    });
  const checkPage = () => {
    if (marks.firstLine === undefined && document.querySelector('.chart .chart-solid')) {
      marks.firstLine = 0;
      afterPaint(() => {
        marks.firstLine = performance.now();
        marks.firstLineAt = Date.now();
      });
    }
    const drawnLines = document.querySelectorAll('.chart .chart-solid').length;
    const footer = document.querySelector('footer');
    const isLoaded = footer
      ? footer.textContent.includes(`${windows} / ${windows} windows · 0 failed`)
      : document.querySelector('.chart-area-loading') === null;
    const [chart] = document.getElementsByClassName('chart');
    const drawnMainLines = chart?.getElementsByClassName('chart-solid').length ?? 0;
    if (isLoaded && drawnMainLines >= mainChartLines && marks.mainChart === undefined) {
      marks.mainChart = 0;
      afterPaint(() => {
        marks.mainChart = performance.now();
      });
    }
    if (drawnLines >= lines && isLoaded && !isOver) {
      isOver = true;
      observer.disconnect();
      afterPaint(() => {
        marks.allCharts = performance.now();
      });
    }
  };
  const observer = new MutationObserver(checkPage);
  observer.observe(document, { childList: true, subtree: true, attributes: true });
}
