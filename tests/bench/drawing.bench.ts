// oxlint-disable vitest/expect-expect -- noteFigure expects
// Our charts beside uPlot and ECharts, in one page and one run, with the same data, gaps and size.
import { chromium } from '@playwright/test';
import { build, preview } from 'vite';
import { it, onTestFinished } from 'vitest';
import { CHROMIUM_FLAGS, ensureChromium } from '../support/chromium.mjs';
import { createNotes, median, quantile } from '../support/figures.ts';
import type { DrawingTimes } from './drawing/page.tsx';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 11);
const MOVES = 40;
const PEER = 'uPlot';
const PAINTERS = [PEER, 'ours', 'ECharts lttb', 'ECharts'] as const;
const noteFigure = createNotes('bench');

it.each([1, 4])('drawing %i charts of 5 series of 8,640 points', async (charts) => {
  const page = await openPage();
  const times = new Map<string, DrawingTimes[]>(PAINTERS.map((name) => [name, []]));
  // Round by round, so that a slow moment of the machine hits everybody.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const name of PAINTERS) {
      const one = await page.evaluate(
        ([painter, count, moves]) => {
          const { measureDrawing } = window as unknown as {
            measureDrawing: (name: string, count: number, moves: number) => Promise<DrawingTimes>;
          };
          return measureDrawing(painter, count, moves);
        },
        [name, charts, MOVES] as const,
      );
      // The first one is for the compilers.
      if (round > 0) times.get(name)?.push(one);
    }
  }
  const of = (name: string, pick: (one: DrawingTimes) => number) =>
    median((times.get(name) ?? []).map(pick));
  const what = `${charts} × 5 × 8,640`;
  const compare = (
    title: string,
    pick: (one: DrawingTimes) => number,
    most: number | undefined,
    names: readonly string[],
  ) => {
    const peer = of(PEER, pick);
    const parts = names.map((name) => {
      const own = of(name, pick);
      return `${name} ${own.toFixed(1)} ms (${(own / peer).toFixed(2)}×)`;
    });
    const ratio = of(names[0] ?? '', pick) / peer;
    noteFigure(
      `${title}, ${what}`,
      `${parts.join(', ')}, uPlot ${peer.toFixed(1)} ms`,
      most === undefined ? '' : `≤ ${most} × uPlot`,
      most === undefined || ratio <= most,
    );
  };
  noteFigure(`three empty frames, ${what}`, `${of(PEER, ({ nothing }) => nothing).toFixed(1)} ms`);
  const others = ['ECharts lttb', 'ECharts'];
  compare('data to paint', ({ mount }) => mount, 1.3, ['ours', ...others]);
  compare('zoom', ({ zoom }) => zoom, 1.3, ['ours', ...others]);
  compare('resize', ({ resize }) => resize, 1.3, ['ours', ...others]);
  compare('pointer move, p95', ({ moves }) => quantile(moves, 0.95), 1.1, ['ours', ...others]);
  const longest = PAINTERS.map((name) => `${name} ${of(name, (one) => one.longest).toFixed(0)} ms`);
  noteFigure(
    `longest task of 50 ms or more in zoom, resize and pointing, ${what}`,
    longest.join(', '),
    'ours: none',
    of('ours', (one) => one.longest) === 0,
  );
});

async function openPage() {
  const root = 'tests/bench/drawing';
  const outDir = '../../../.cache/bench-page';
  await build({ configFile: false, root, logLevel: 'warn', build: { outDir, emptyOutDir: true } });
  const server = await preview({
    configFile: false,
    root,
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
  });
  const executablePath = ensureChromium();
  const browser = await chromium.launch({
    args: [...CHROMIUM_FLAGS, '--disable-frame-rate-limit', '--disable-gpu-vsync'],
    ...(executablePath && { executablePath }),
  });
  onTestFinished(async () => {
    await browser.close();
    await server.close();
  });
  const page = await browser.newPage({ viewport: { width: 1_440, height: 1_000 } });
  await page.goto(server.resolvedUrls?.local[0] ?? '');
  await page.waitForFunction('window.measureDrawing');
  return page;
}
