import { build, preview } from 'vite';
import type { Page } from '@playwright/test';
import { CHROMIUM_FLAGS } from '../../support/chromium.mjs';
import type { DrawingTimes } from './page.tsx';

/** Allows to measure times below 1/60 s. */
export const UNLIMITED_FRAME_RATE = [
  ...CHROMIUM_FLAGS,
  '--disable-frame-rate-limit',
  '--disable-gpu-vsync',
] as const;

export async function serveDrawingPage(): Promise<{ url: string; close: () => Promise<void> }> {
  const root = 'tests/bench/drawing';
  const outDir = '../../../.cache/bench-page';
  await runInProductionMode(() =>
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

// The test runner's NODE_ENV would select React's development build.
async function runInProductionMode(run: () => Promise<unknown>): Promise<void> {
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  await run().finally(() => {
    process.env.NODE_ENV = NODE_ENV;
  });
}

/** Renderers alternate, so that slow moments affect all of them. The first of `rounds` + 1 is dropped. */
export async function measureRounds(
  page: Page,
  renderers: readonly string[],
  { charts, moves, rounds }: { charts: number; moves: number; rounds: number },
): Promise<Map<string, DrawingTimes[]>> {
  await page.waitForFunction('window.measureDrawing');
  const times = new Map<string, DrawingTimes[]>(renderers.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of renderers) {
      const result = await page.evaluate(
        ([renderer, chartCount, moveCount]) => {
          const { measureDrawing } = window as unknown as {
            measureDrawing: (name: string, charts: number, moves: number) => Promise<DrawingTimes>;
          };
          return measureDrawing(renderer, chartCount, moveCount);
        },
        [name, charts, moves] as const,
      );
      if (round > 0) times.get(name)?.push(result);
    }
  }
  return times;
}
