// oxlint-disable vitest/expect-expect -- reportMeasurement expects
// From the address to the chart, through browser, proxy and an upstream that takes 30–150 ms: at the
// quota's limit when nobody has asked before, and without a call when somebody has.
import { chromium } from '@playwright/test';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { it, onTestFinished } from 'vitest';
import { METRICS } from '../../src/contract/domain/metrics.ts';
import { DAY } from '../../src/contract/domain/time.ts';
import { createRandom, startReferee } from '../support/server/referee.ts';
import {
  fetchWindows,
  createTemporaryDirectory,
  createDayRequests,
  startServer,
} from '../soak/built-server.ts';
import { CHROMIUM_FLAGS, ensureChromium } from '../support/chromium.mjs';
import { createReporter } from '../support/measurements.ts';
import { median } from '../../src/stats/robust.ts';
import { waitUntilIdle } from './wait-until-idle.ts';
import { openDrawingPage } from './drawing/open-drawing-page.ts';
import { measureRounds } from './drawing/serve-drawing-page.ts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 9);
/** Of pages that open the same link: one in three takes half as long again as the others. */
const PAGES = 21;
const QPS = 50;
/** More than a page of thirty days asks for: a minute of the quota. */
const MANY = 3_000;
const FASTEST = 30;
const SLOWEST = 150;
/** Every slot is taken for a second and for as long as its answer takes. */
const SECONDS_A_CALL = (1 + (FASTEST + SLOWEST) / 2 / 1_000) / QPS;

const reportMeasurement = createReporter('bench');
const today = Math.floor(Date.now() / DAY) * DAY;

/** `days` finished UTC days; without the matrix, which is asked for where it is near the window. */
const rangeOf = (days: number) =>
  `from=${new Date(today - days * DAY).toISOString()}&to=${new Date(today).toISOString()}&tz=UTC`;
/** Days, all of them finished; × 4 metrics × 5 segments. */
const DAYS = 29;
const WHOLE = `/?app=bench-1&${rangeOf(DAYS)}&split=os-terminal`;
const WHOLE_WINDOWS = DAYS * METRICS.length * 5;

/** What a page notes of itself, in milliseconds since it was asked for. */
interface Marks {
  /** When the first request for windows left. */
  asked?: number;
  /** When a line was first on the main chart; by the wall clock too. */
  firstLine?: number;
  firstLineAt?: number;
  /** When all windows were in, and every line of the main chart painted. */
  main?: number;
  /** The same of every chart. */
  whole?: number;
}

it('loading', async () => {
  const answers = new Map<string, number>();
  const referee = await startReferee({
    faultRate: 0,
    minDelayMs: FASTEST,
    maxDelayMs: SLOWEST,
    random: createRandom(3),
    onResponse: (url) => answers.set(url, Date.now()),
  });
  onTestFinished(referee.close);
  const { directory, remove } = createTemporaryDirectory();
  onTestFinished(remove);
  const server = await startServer({ ARTC_ENDPOINT: referee.url, ARTC_DATA_DIR: directory });
  const executablePath = ensureChromium();
  const browser = await chromium.launch({
    args: CHROMIUM_FLAGS,
    ...(executablePath && { executablePath }),
  });
  onTestFinished(() => browser.close());

  await coldView(browser, server.url, referee.report);
  await newestDays(browser, server.url, answers);
  const peer = await timePeer();
  await warmViews(browser, server.url, () => referee.report().arrivals, peer);
  await server.stop();
});

it('windows by the thousand', async () => {
  const referee = await startReferee({
    faultRate: 0,
    minDelayMs: FASTEST,
    maxDelayMs: SLOWEST,
    random: createRandom(7),
  });
  onTestFinished(referee.close);
  const { directory, remove } = createTemporaryDirectory();
  onTestFinished(remove);
  const { url, stop } = await startServer({
    ARTC_ENDPOINT: referee.url,
    ARTC_DATA_DIR: directory,
  });
  const begun = performance.now();
  const statuses = await fetchWindows(url, createDayRequests(MANY));
  const took = (performance.now() - begun) / 1_000;
  const { arrivals, maxPerSecond } = referee.report();
  const bound = arrivals * SECONDS_A_CALL;
  reportMeasurement(
    `cold, ${MANY} windows in three requests`,
    `${took.toFixed(1)} s, ${(took / bound).toFixed(2)} × the quota's limit; at most ${maxPerSecond} calls in any second`,
    '≤ 1.15 ×, ≤ 50',
    took <= 1.15 * bound && maxPerSecond <= QPS && statuses.get('ok') === MANY && arrivals === MANY,
  );
  const costs = new Map<number, number>();
  for (const count of [30, 120, 600, MANY]) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const from = performance.now();
      await fetchWindows(url, createDayRequests(count));
      times.push(performance.now() - from);
    }
    costs.set(count, median(times));
  }
  const perWindow = (count: number) => (costs.get(count) ?? NaN) / count;
  const growth = perWindow(MANY) / perWindow(600);
  reportMeasurement(
    'windows from memory, from the request to the last byte read',
    `${[...costs].map(([count, ms]) => `${count}: ${ms.toFixed(0)} ms`).join(', ')}; each of ${MANY} costs ${growth.toFixed(2)} × one of 600`,
    '≤ 1.5 ×',
    growth <= 1.5,
  );
  await stop();
});

async function coldView(
  browser: Browser,
  url: string,
  verdict: Awaited<ReturnType<typeof startReferee>>['report'],
): Promise<void> {
  const { page, marks, context } = await open(browser, url + WHOLE, WHOLE_WINDOWS);
  await marked(page, 'whole');
  const { asked = 0, whole = 0 } = await marks();
  const { arrivals, maxPerSecond } = verdict();
  const bound = arrivals * SECONDS_A_CALL;
  const took = (whole - asked) / 1_000;
  reportMeasurement(
    `cold, ${arrivals} windows, answers in ${FASTEST}–${SLOWEST} ms`,
    `${took.toFixed(1)} s, ${(took / bound).toFixed(2)} × the quota's limit; at most ${maxPerSecond} calls in any second`,
    '≤ 1.15 ×, ≤ 50',
    took <= 1.15 * bound && maxPerSecond <= QPS,
  );
  await context.close();
}

/** Of an app a round that nobody has asked for. */
async function newestDays(
  browser: Browser,
  url: string,
  answers: ReadonlyMap<string, number>,
): Promise<void> {
  const delays: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const app = `cold-${round}`;
    const address = url + WHOLE.replace('bench-1', app);
    const { page, marks, context } = await open(browser, address, WHOLE_WINDOWS);
    await marked(page, 'firstLineAt');
    const newest = [...answers].find(([one]) => {
      const query = new URL(one, url).searchParams;
      return (
        query.get('AppId') === app &&
        query.get('BeginTs') === String(today - DAY) &&
        query.get('MetricType') === METRICS[0] &&
        !query.has('Os') &&
        !query.has('TerminalType')
      );
    });
    delays.push(((await marks()).firstLineAt ?? NaN) - (newest?.[1] ?? NaN));
    await context.close();
  }
  const delay = median(delays);
  reportMeasurement(
    'cold, the main metric’s newest day on screen after its answer',
    `${delay.toFixed(0)} ms`,
    '≤ 300 ms',
    delay <= 300,
  );
}

/** What uPlot takes to draw as many lines in as many charts from data in hand, in milliseconds. */
async function timePeer(): Promise<number> {
  const page = await openDrawingPage();
  const times = await measureRounds(page, ['uPlot'], { charts: 4, moves: 1, rounds: ROUNDS });
  // What comes next has the machine to itself.
  await page.context().browser()?.close();
  return median((times.get('uPlot') ?? []).map(({ mount }) => mount));
}

async function warmViews(
  browser: Browser,
  url: string,
  calls: () => number,
  peer: number,
): Promise<void> {
  const before = calls();
  const main: number[] = [];
  const whole: number[] = [];
  const fromStart: number[] = [];
  let requests = 0;
  for (let round = 0; round < PAGES; round += 1) {
    const { page, marks, context, posts } = await open(browser, url + WHOLE, WHOLE_WINDOWS);
    await marked(page, 'whole');
    const found = await marks();
    main.push((found.main ?? NaN) - (found.asked ?? NaN));
    whole.push((found.whole ?? NaN) - (found.asked ?? NaN));
    fromStart.push(found.whole ?? NaN);
    requests = Math.max(requests, posts());
    await context.close();
  }
  const took = median(whole);
  reportMeasurement(
    `a teammate opens the same link: ${WHOLE_WINDOWS} windows to all of the charts`,
    `${took.toFixed(0)} ms after they were asked for (${Math.max(...whole).toFixed(0)} the slowest of ${PAGES}), the main chart ${median(main).toFixed(0)} ms (${(took / peer).toFixed(1)} × what uPlot takes to draw as much from data in hand), ${median(fromStart).toFixed(0)} ms after the address; ${calls() - before} upstream calls, ${requests} request`,
    '≤ 300 ms, 0 calls, 1 request',
    took <= 300 && calls() === before && requests === 1,
  );

  const { page, context, posts, marks } = await open(browser, url + WHOLE, WHOLE_WINDOWS);
  await marked(page, 'whole');
  // What is kept is written a moment after the last came.
  await page.waitForTimeout(2_000);
  const asked = posts();
  await page
    .getByRole('button', { name: /Time to first frame/ })
    .first()
    .click();
  await page.getByRole('radio', { name: 'None' }).check({ force: true });
  await page.getByRole('slider', { name: 'Time to first frame' }).focus();
  await page.keyboard.press('+');
  await page.waitForURL(/zoom=/);
  reportMeasurement(
    'changing metric, split and zoom inside loaded data',
    `${posts() - asked} requests`,
    '0',
    posts() === asked,
  );
  // The second visit: whatever is asked of the server for windows is never answered.
  await page.route('**/api/windows', () => undefined);
  const lines: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.goto(url + WHOLE);
    await marked(page, 'whole');
    lines.push((await marks()).whole ?? NaN);
  }
  reportMeasurement(
    'a second visit in the same browser, with a server that answers no window',
    `whole chart ${median(lines).toFixed(0)} ms after the address`,
    'it is there',
  );
  await context.close();

  const costs: string[] = [];
  for (const [what, windows] of [
    [`${rangeOf(DAYS)}&split=none&view=embed`, DAYS],
    [`${rangeOf(DAYS)}&split=none`, DAYS * METRICS.length],
    [`${rangeOf(DAYS)}&split=os-terminal`, WHOLE_WINDOWS],
  ] as const) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const opened = await open(browser, `${url}/?app=bench-1&${what}`, windows);
      await marked(opened.page, 'whole');
      const found = await opened.marks();
      times.push((found.whole ?? NaN) - (found.asked ?? NaN));
      await opened.context.close();
    }
    costs.push(`${windows}: ${median(times).toFixed(0)} ms`);
  }
  reportMeasurement('windows from memory to the whole chart', costs.join(', '));
}

/** A page of its own, as another person's browser, which is open already; too low for the matrix to be asked for. */
async function open(browser: Browser, address: string, windows: number) {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: 1_440, height: 420 },
  });
  const page = await context.newPage();
  await waitUntilIdle(browser);
  let posts = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/api/windows')) posts += 1;
  });
  await page.addInitScript(notePage, { windows, lines: windows / DAYS });
  await page.goto(address);
  const marks = () => page.evaluate(() => (window as unknown as { marks: Marks }).marks);
  return { page, context, marks, posts: () => posts };
}

async function marked(page: Page, mark: keyof Marks): Promise<void> {
  await page.waitForFunction(
    (key) => Boolean((window as unknown as { marks: Marks }).marks[key]),
    mark,
    { timeout: 60_000, polling: 50 },
  );
}

/** Runs in the page, before anything of it. */
function notePage({ windows, lines }: { windows: number; lines: number }): void {
  // Four metrics, or the one of an embedded chart.
  const linesOfMain = Math.max(1, lines / 4);
  const marks: Marks = {};
  let isOver = false;
  Object.assign(window, { marks });
  const ask = window.fetch;
  window.fetch = (...args) => {
    if (args[0] === '/api/windows') marks.asked ??= performance.now();
    return ask(...args);
  };
  // After the frame in which it was written.
  const painted = (then: () => void) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', then, { once: true });
      port1.start();
      port2.postMessage(null);
    });
  const look = () => {
    if (marks.firstLine === undefined && document.querySelector('.chart .chart-solid')) {
      marks.firstLine = 0;
      painted(() => {
        marks.firstLine = performance.now();
        marks.firstLineAt = Date.now();
      });
    }
    const drawn = document.querySelectorAll('.chart .chart-solid').length;
    const footer = document.querySelector('footer');
    const isWhole = footer
      ? footer.textContent.includes(`${windows} / ${windows} windows · 0 failed`)
      : document.querySelector('.chart-area-loading') === null;
    const [chart] = document.getElementsByClassName('chart');
    const ofMain = chart?.getElementsByClassName('chart-solid').length ?? 0;
    if (isWhole && ofMain >= linesOfMain && marks.main === undefined) {
      marks.main = 0;
      painted(() => {
        marks.main = performance.now();
      });
    }
    if (drawn >= lines && isWhole && !isOver) {
      isOver = true;
      observer.disconnect();
      painted(() => {
        marks.whole = performance.now();
      });
    }
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true, attributes: true });
}
