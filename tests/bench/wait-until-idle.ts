import { setTimeout } from 'node:timers/promises';
import type { Browser } from '@playwright/test';

/** In milliseconds. */
const LOOK_EVERY = 100;
/** In seconds of a processor a look: the system counts hundredths. */
const REST = 0.015;

/**
 * Waits until the browser has nothing to do. With a window it opens pages of its own, for the address
 * bar: a second of a processor, which a person who opens a link has not to wait for, and a page that is
 * opened at the same moment has, on two cores.
 */
export async function waitUntilIdle(browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  const taken = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
  let before = await taken();
  for (;;) {
    await setTimeout(LOOK_EVERY);
    const now = await taken();
    if (now - before < REST) break;
    before = now;
  }
  await session.detach();
}
