// `npm run pictures`: takes the pictures of the documents from the built page with simulated data.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { CHROMIUM_FLAGS, ensureChromium } from './chromium.mjs';

const FOLDER = 'docs/images';
const PICTURES = [
  { name: 'dashboard-light', theme: 'light', lang: 'en' },
  { name: 'details-dark', theme: 'dark', lang: 'en', below: true },
];
// Shown when the analysis has finished.
const FINDING_TEXT = /carries it|Everyone|No one|Within goal|Nothing/;

const server = spawn(process.execPath, ['dist/server/main.js'], {
  env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'warn' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const address = await new Promise((resolve, reject) => {
  server.stdout.on('data', (chunk) => {
    const match = /http:\/\/\S+/.exec(chunk.toString());
    if (match) resolve(match[0]);
  });
  server.once('exit', () =>
    reject(new Error('The server did not start. Run npm run build first.')),
  );
});

mkdirSync(FOLDER, { recursive: true });
const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_FLAGS });
for (const { name, theme, lang, below } of PICTURES) {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 940 },
    timezoneId: 'Asia/Shanghai',
  });
  await page.goto(`${address}?metric=FirstFrameCost&range=7d&split=os&theme=${theme}&lang=${lang}`);
  await page
    .locator('footer')
    .getByText(/(\d+) \/ \1 /)
    .waitFor();
  await page.locator('article').filter({ hasText: FINDING_TEXT }).waitFor();
  if (below) {
    const matrix = page.locator('[data-distance]').nth(8);
    await page.mouse.wheel(0, 5_000);
    await matrix.waitFor();
    const { y } = await page.locator('.chart-plot').nth(1).boundingBox();
    await page.mouse.wheel(0, y - 420);
    await page.waitForFunction(
      () => document.querySelectorAll('.chart-plot')[1].getBoundingClientRect().y > 300,
    );
  }
  const plot = await page
    .locator('.chart-plot')
    .nth(below ? 1 : 0)
    .boundingBox();
  await page.mouse.move(plot.x + plot.width * 0.72, plot.y + 60);
  await page.locator('.chart-tip:not([hidden])').waitFor();
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
}
await browser.close();
server.kill();
