import { expect } from '@playwright/test';
import { DEMO_APPS } from '../../src/simulator/simulator.ts';
import { onDashboard, pastRange } from './dashboard.ts';
import { test } from './server-fixture.ts';

const [APP = ''] = DEMO_APPS.map(({ id }) => id);

for (const theme of ['light', 'dark']) {
  test(`outlines the goal's label translucently where lines cross it, ${theme}`, async ({
    page,
    sharedLens: lens,
  }) => {
    // A goal amid noisy lines leaves no free place for its label.
    const query = `&${pastRange(3)}&split=os-terminal&metric=VideoStuckRate&goal.VideoStuckRate=2.6`;
    await page.goto(`${lens.url}?app=${APP}${query}&compare=week&theme=${theme}&lang=en`);
    const dashboard = onDashboard(page);
    await dashboard.allIn();
    const goal = dashboard.chart.locator('.chart-goal-label');
    await expect(goal).toHaveAttribute('data-crossed', 'true');
    const style = await goal.evaluate((label) => {
      const computed = getComputedStyle(label);
      const surface = document.createElement('i');
      document.body.append(surface);
      surface.style.color = 'var(--surface)';
      return {
        isSurfaceColor: computed.stroke === getComputedStyle(surface).color,
        isBelowText: computed.paintOrder.startsWith('stroke'),
        width: Number.parseFloat(computed.strokeWidth),
        opacity: Number(computed.strokeOpacity),
      };
    });
    expect(style).toMatchObject({ isSurfaceColor: true, isBelowText: true });
    expect(style.width).toBeGreaterThanOrEqual(3);
    expect(style.opacity).toBeGreaterThan(0.7);
    expect(style.opacity).toBeLessThan(0.95);
  });
}
