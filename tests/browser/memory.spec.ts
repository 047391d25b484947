// Looking around leaves nothing behind. `npm run bench` does it for fifty navigations.
import { expect } from '@playwright/test';
import { DEMO_APPS } from '../../src/simulator/simulator.ts';
import { onDashboard } from './dashboard.ts';
import { test } from './lens.ts';
import { countHeld, wander } from './wander.ts';

const [CLASSROOM = ''] = DEMO_APPS.map(({ id }) => id);

test('metric, split, zoom and range, back and forth, leave no element and no listener behind', async ({
  page,
  lens,
}) => {
  const session = await page.context().newCDPSession(page);
  await page.goto(`${lens.url}?app=${CLASSROOM}&range=7d&lang=en`);
  await onDashboard(page).allIn();
  // What comes only once is here after this.
  await wander(page, 1);
  const before = await countHeld(session);
  await wander(page, 1);
  const after = await countHeld(session);
  expect(after.nodes / before.nodes).toBeLessThan(1.05);
  expect(after.listeners / before.listeners).toBeLessThan(1.05);
  // Compiled code is part of it, and comes when it likes.
  expect(after.heap / before.heap).toBeLessThan(1.25);
});
