// oxlint-disable vitest/expect-expect -- reportMeasurement expects
import { chromium } from '@playwright/test';
import { it, onTestFinished } from 'vitest';
import { onDashboard } from '../browser/dashboard.ts';
import { startProgram } from '../browser/server-fixture.ts';
import { CHROMIUM_FLAGS, ensureChromium } from '../support/chromium.mjs';
import { createReporter } from '../support/measurements.ts';
import { STEPS_PER_TOUR, measureHeap, runPageTour } from './page-tour.ts';

const NAVIGATIONS = 50;
const reportMeasurement = createReporter('bench');

it('page: memory after many navigations', async () => {
  const server = startProgram('main', { ARTC_RECORD: '0' });
  const executablePath = ensureChromium();
  const browser = await chromium.launch({
    args: CHROMIUM_FLAGS,
    ...(executablePath && { executablePath }),
  });
  onTestFinished(async () => {
    await browser.close();
    await server.stop();
  });
  const context = await browser.newContext({ viewport: { width: 1_440, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await page.goto(`${await server.url}?range=7d&lang=en`);
  await onDashboard(page).allIn();
  // Warm-up.
  await runPageTour(page, 3);
  const before = await measureHeap(session);
  await runPageTour(page, NAVIGATIONS / STEPS_PER_TOUR);
  const after = await measureHeap(session);
  const toMb = (bytes: number) => (bytes / 1e6).toFixed(1);
  reportMeasurement(
    `memory after ${NAVIGATIONS} navigations (metric, split, zoom, range) and garbage collection`,
    `${toMb(before.heap)} → ${toMb(after.heap)} MB (${(after.heap / before.heap).toFixed(2)}×), ${before.nodes} → ${after.nodes} nodes, ${before.listeners} → ${after.listeners} listeners`,
    '≤ 1.1 ×',
    after.heap <= 1.1 * before.heap &&
      after.nodes <= 1.1 * before.nodes &&
      after.listeners <= 1.1 * before.listeners,
  );
});
