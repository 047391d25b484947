import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { onTestFinished } from 'vitest';
import { ensureChromium } from '../../support/chromium.mjs';
import { atRest } from '../browser-idle.ts';
import { UNLIMITED, serveDrawing } from './serve.ts';

/** The page that draws, in a browser of its own that goes with the test. */
export async function openDrawing(): Promise<Page> {
  const server = await serveDrawing();
  const executablePath = ensureChromium();
  const browser = await chromium.launch({
    args: [...UNLIMITED],
    ...(executablePath && { executablePath }),
  });
  onTestFinished(async () => {
    await browser.close();
    await server.close();
  });
  const page = await browser.newPage({ viewport: { width: 1_440, height: 1_000 } });
  await atRest(browser);
  await page.goto(server.url);
  return page;
}
