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

const getParam = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

async function touch(session: CDPSession, type: string, touchPoints: Finger[]): Promise<void> {
  await session.send('Input.dispatchTouchEvent', { type: type as 'touchStart', touchPoints });
}

/** Slides one or two fingers in steps, so that the browser recognizes a movement. */
async function slide(session: CDPSession, from: Finger[], to: Finger[]): Promise<void> {
  await touch(session, 'touchStart', from);
  for (const share of [0.25, 0.5, 0.75, 1]) {
    const touchPoints = from.map((start, i) => ({
      x: start.x + share * ((to[i]?.x ?? start.x) - start.x),
      y: start.y + share * ((to[i]?.y ?? start.y) - start.y),
    }));
    await touch(session, 'touchMove', touchPoints);
  }
  await touch(session, 'touchEnd', []);
}

/** Waits until another tap is not a double tap. */
async function waitForDoubleTap(page: Page): Promise<void> {
  const start = await page.evaluate(() => performance.now());
  await page.waitForFunction((from) => performance.now() > from + 400, start);
}

test('moves and pins the crosshair with one finger, zooms with two and resets on a double tap', async ({
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
  const titleAfterSlide = await title.textContent();
  expect(titleAfterSlide).toMatch(/\d\d:\d\d/);

  await page.touchscreen.tap(at(0.4).x, at(0.4).y);
  await expect(title).not.toHaveText(titleAfterSlide ?? '');
  expect(getParam(page, 'pin')).toBeNull();
  // A second tap on the crosshair pins it.
  await waitForDoubleTap(page);
  await page.touchscreen.tap(at(0.4).x, at(0.4).y);
  await expect.poll(() => getParam(page, 'pin')).not.toBeNull();
  await waitForDoubleTap(page);
  await page.touchscreen.tap(at(0.4).x, at(0.4).y);
  await expect.poll(() => getParam(page, 'pin')).toBeNull();

  await slide(session, [at(0.45), at(0.55)], [at(0.2), at(0.8)]);
  await expect.poll(() => getParam(page, 'zoom')).not.toBeNull();
  await waitForDoubleTap(page);
  await page.touchscreen.tap(at(0.5).x, at(0.5).y);
  await page.touchscreen.tap(at(0.5).x, at(0.5).y);
  await expect.poll(() => getParam(page, 'zoom')).toBeNull();
});
