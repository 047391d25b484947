import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { onTestFinished } from 'vitest';
import { ensureChromium } from '../../support/chromium.mjs';
import { waitUntilIdle } from '../wait-until-idle.ts';
import { UNLIMITED_FRAME_RATE, serveDrawingPage } from './serve-drawing-page.ts';

/** The browser closes at the end of the test. */
export async function openDrawingPage(): Promise<Page> {
  const server = await serveDrawingPage();
  const executablePath = ensureChromium();
  const browser = await chromium.launch({
    args: [...UNLIMITED_FRAME_RATE],
    ...(executablePath && { executablePath }),
  });
  onTestFinished(async () => {
    await browser.close();
    await server.close();
  });
  const page = await browser.newPage({ viewport: { width: 1_440, height: 1_000 } });
  await waitUntilIdle(browser);
  await page.goto(server.url);
  return page;
}
