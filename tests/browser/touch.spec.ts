// What fingers do on a real page: sliding, pinching, tapping; on a phone's screen.
import { expect } from '@playwright/test';
import type { CDPSession, Page } from '@playwright/test';
import { DEMO_APPS } from '../../src/simulator/simulator.ts';
import { onDashboard, pastRange } from './dashboard.ts';
import { test } from './server-fixture.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

const PAST = `?app=${DEMO_APPS[0]?.id ?? ''}&metric=FirstFrameCost&${pastRange(3)}`;

interface Finger {
  x: number;
  y: number;
}

const param = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

async function touch(session: CDPSession, type: string, touchPoints: Finger[]): Promise<void> {
  await session.send('Input.dispatchTouchEvent', { type: type as 'touchStart', touchPoints });
}

/** One finger or two, from one place to another, in steps a browser takes for a movement. */
async function slide(session: CDPSession, from: Finger[], to: Finger[]): Promise<void> {
  await touch(session, 'touchStart', from);
  for (const share of [0.25, 0.5, 0.75, 1]) {
    const between = from.map((start, i) => ({
      x: start.x + share * ((to[i]?.x ?? start.x) - start.x),
      y: start.y + share * ((to[i]?.y ?? start.y) - start.y),
    }));
    await touch(session, 'touchMove', between);
  }
  await touch(session, 'touchEnd', []);
}

/** So much later that two taps are no double tap. */
async function slowly(page: Page): Promise<void> {
  const now = await page.evaluate(() => performance.now());
  await page.waitForFunction((then) => performance.now() > then + 400, now);
}

test('a finger slides the crosshair, taps it, pins it; two zoom; two taps go back', async ({
  page,
  sharedLens: lens,
}) => {
  await page.goto(lens.url + PAST);
  await onDashboard(page).allIn();
  const plot = page.locator('.chart-plot').first();
  await plot.scrollIntoViewIfNeeded();
  const box = await plot.boundingBox();
  if (!box) throw new Error('the plot has no box');
  const at = (share: number): Finger => ({
    x: box.x + share * box.width,
    y: box.y + box.height / 2,
  });
  const session = await page.context().newCDPSession(page);
  const title = page.locator('.chart-tip-title').first();

  await slide(session, [at(0.3)], [at(0.6)]);
  const slid = await title.textContent();
  expect(slid).toMatch(/\d\d:\d\d/);

  await page.touchscreen.tap(at(0.4).x, at(0.4).y);
  await expect(title).not.toHaveText(slid ?? '');
  expect(param(page, 'pin')).toBeNull();
  // Once more in the same place, but no double tap.
  await slowly(page);
  await page.touchscreen.tap(at(0.4).x, at(0.4).y);
  await expect.poll(() => param(page, 'pin')).not.toBeNull();
  await slowly(page);
  await page.touchscreen.tap(at(0.4).x, at(0.4).y);
  await expect.poll(() => param(page, 'pin')).toBeNull();

  await slide(session, [at(0.45), at(0.55)], [at(0.2), at(0.8)]);
  await expect.poll(() => param(page, 'zoom')).not.toBeNull();
  await slowly(page);
  await page.touchscreen.tap(at(0.5).x, at(0.5).y);
  await page.touchscreen.tap(at(0.5).x, at(0.5).y);
  await expect.poll(() => param(page, 'zoom')).toBeNull();
});
