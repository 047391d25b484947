// Compares our chart with uPlot, so that the result hardly depends on the machine. `npm run bench`
// measures exactly.
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

/** Relative to uPlot; the budget of the benchmark is 1.3. */
const MAX_RATIO = 1.5;

test('draws five series of 8,640 points about as fast as a canvas does', async ({ page }) => {
  const server = await serveDrawingPage();
  try {
    await page.goto(server.url);
    const times = await measureRounds(page, ['uPlot', 'ours'], { charts: 1, moves: 15, rounds: 5 });
    const getRatio = (pick: (times: DrawingTimes) => number) => {
      const medians = [...times.values()].map((rounds) => median(rounds.map(pick)));
      const [peer = NaN, own = NaN] = medians;
      return own / peer;
    };
    expect.soft(getRatio(({ mount }) => mount)).toBeLessThanOrEqual(MAX_RATIO);
    expect.soft(getRatio(({ zoom }) => zoom)).toBeLessThanOrEqual(MAX_RATIO);
    expect.soft(getRatio(({ resize }) => resize)).toBeLessThanOrEqual(MAX_RATIO);
    expect.soft(getRatio(({ moves }) => median(moves))).toBeLessThanOrEqual(MAX_RATIO + 0.7);
  } finally {
    await server.close();
  }
});
