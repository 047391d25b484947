import { setTimeout } from 'node:timers/promises';
import type { Browser } from '@playwright/test';

const POLL_INTERVAL_MS = 100;
// Processor time per interval; the system counts hundredths.
const IDLE_CPU_SECONDS = 0.015;

/** Waits until Chromium has loaded its internal pages, which would slow down a page opened meanwhile. */
export async function waitUntilIdle(browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  const readCpuSeconds = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
  let before = await readCpuSeconds();
  for (;;) {
    await setTimeout(POLL_INTERVAL_MS);
    const now = await readCpuSeconds();
    if (now - before < IDLE_CPU_SECONDS) break;
    before = now;
  }
  await session.detach();
}
