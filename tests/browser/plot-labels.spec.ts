// Words on the plot can be read where lines run behind them, and hide none of them.
import { expect } from '@playwright/test';
import { DEMO_APPS } from '../../src/simulator/simulator.ts';
import { onDashboard, pastRange } from './dashboard.ts';
import { test } from './server-fixture.ts';

const [APP = ''] = DEMO_APPS.map(({ id }) => id);

for (const theme of ['light', 'dark']) {
  test(`the goal's words on lines have a rim one can see through, ${theme}`, async ({
    page,
    sharedLens: lens,
  }) => {
    // A goal in the middle of noisy lines leaves its words no place of their own.
    const query = `&${pastRange(3)}&split=os-terminal&metric=VideoStuckRate&goal.VideoStuckRate=2.6`;
    await page.goto(`${lens.url}?app=${APP}${query}&compare=week&theme=${theme}&lang=en`);
    const dashboard = onDashboard(page);
    await dashboard.allIn();
    const goal = dashboard.chart.locator('.chart-goal-label');
    await expect(goal).toHaveAttribute('data-crossed', 'true');
    const look = await goal.evaluate((label) => {
      const style = getComputedStyle(label);
      const paper = document.createElement('i');
      document.body.append(paper);
      paper.style.color = 'var(--surface)';
      return {
        rimIsPaper: style.stroke === getComputedStyle(paper).color,
        rimFirst: style.paintOrder.startsWith('stroke'),
        width: Number.parseFloat(style.strokeWidth),
        opacity: Number(style.strokeOpacity),
      };
    });
    expect(look).toMatchObject({ rimIsPaper: true, rimFirst: true });
    expect(look.width).toBeGreaterThanOrEqual(3);
    expect(look.opacity).toBeGreaterThan(0.7);
    expect(look.opacity).toBeLessThan(0.95);
  });
}
