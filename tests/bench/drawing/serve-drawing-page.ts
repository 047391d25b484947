import { build, preview } from 'vite';
import type { Page } from '@playwright/test';
import { CHROMIUM_FLAGS } from '../../support/chromium.mjs';
import type { DrawingTimes } from './page.tsx';

/** A browser that draws as often as it can: what takes less than a sixtieth of a second has a length too. */
export const UNLIMITED_FRAME_RATE = [
  ...CHROMIUM_FLAGS,
  '--disable-frame-rate-limit',
  '--disable-gpu-vsync',
] as const;

/** Builds the page that draws, and serves it. */
export async function serveDrawingPage(): Promise<{ url: string; close: () => Promise<void> }> {
  const root = 'tests/bench/drawing';
  const outDir = '../../../.cache/bench-page';
  await buildForProduction(() =>
    build({ configFile: false, root, logLevel: 'error', build: { outDir, emptyOutDir: true } }),
  );
  const server = await preview({
    configFile: false,
    root,
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
  });
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}

/** Test runners set NODE_ENV, and with theirs React would be its development build. */
async function buildForProduction(work: () => Promise<unknown>): Promise<void> {
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  await work().finally(() => {
    process.env.NODE_ENV = NODE_ENV;
  });
}

/**
 * `rounds` of drawing with each of `painters`: round by round, so that a slow moment of the machine
 * hits everybody. One more goes before them, for the compilers.
 */
export async function measureRounds(
  page: Page,
  painters: readonly string[],
  { charts, moves, rounds }: { charts: number; moves: number; rounds: number },
): Promise<Map<string, DrawingTimes[]>> {
  await page.waitForFunction('window.measureDrawing');
  const times = new Map<string, DrawingTimes[]>(painters.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of painters) {
      const one = await page.evaluate(
        ([painter, count, of]) => {
          const { measureDrawing } = window as unknown as {
            measureDrawing: (name: string, count: number, moves: number) => Promise<DrawingTimes>;
          };
          return measureDrawing(painter, count, of);
        },
        [name, charts, moves] as const,
      );
      if (round > 0) times.get(name)?.push(one);
    }
  }
  return times;
}
