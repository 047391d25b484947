// Our chart beside uPlot, on the same page with the same data: a ratio that no machine's speed moves
// far. `npm run bench` has the exact figures and the promises; this keeps them from being lost.
import { expect, test } from '@playwright/test';
import type { DrawingTimes } from '../bench/drawing/page.tsx';
import {
  UNLIMITED_FRAME_RATE,
  measureRounds,
  serveDrawingPage,
} from '../bench/drawing/serve-drawing-page.ts';
import { median } from '../../src/stats/robust.ts';

const executablePath = process.env['CHROMIUM_PATH'];

test.use({
  launchOptions: { args: [...UNLIMITED_FRAME_RATE], ...(executablePath && { executablePath }) },
});

/** Times as long as uPlot: bench promises 1.3. */
const MOST = 1.5;

test('five series of 8,640 points are drawn about as fast as a canvas draws them', async ({
  page,
}) => {
  const server = await serveDrawingPage();
  try {
    await page.goto(server.url);
    const times = await measureRounds(page, ['uPlot', 'ours'], { charts: 1, moves: 15, rounds: 5 });
    const ratioOf = (pick: (one: DrawingTimes) => number) => {
      const [peer = NaN, own = NaN] = [...times.values()].map((all) => median(all.map(pick)));
      return own / peer;
    };
    expect.soft(ratioOf(({ mount }) => mount)).toBeLessThanOrEqual(MOST);
    expect.soft(ratioOf(({ zoom }) => zoom)).toBeLessThanOrEqual(MOST);
    expect.soft(ratioOf(({ resize }) => resize)).toBeLessThanOrEqual(MOST);
    expect.soft(ratioOf(({ moves }) => median(moves))).toBeLessThanOrEqual(MOST + 0.7);
  } finally {
    await server.close();
  }
});
