// What is taken along: the picture is whole, the CSV is the data, the embedded chart is just the chart.
import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { DEMO_APPS } from '../../src/simulator/simulator.ts';
import { onDashboard, pastRange } from './dashboard.ts';
import { test } from './lens.ts';
import { valuesOf } from './truth.ts';

const [CLASSROOM = ''] = DEMO_APPS.map(({ id }) => id);

async function takeAlong(page: Page, item: string): Promise<{ name: string; path: string }> {
  await page.getByRole('button', { name: /^(?:Take the chart along|导出图表)$/ }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: item }).click(),
  ]);
  return { name: download.suggestedFilename(), path: await download.path() };
}

test('CSV is the data, to the last digit', async ({ page, lens }) => {
  await page.goto(`${lens.url}?app=${CLASSROOM}&metric=VideoStuckRate&${pastRange(2)}&split=os`);
  await onDashboard(page).allIn();
  const { name, path } = await takeAlong(page, 'Download CSV');
  expect(name).toMatch(/^artc-lens_VideoStuckRate_\d{8}-\d{4}Z_2d\.csv$/);
  const [head = '', ...rows] = readFileSync(path, 'utf8').trim().split('\r\n');
  expect(head.replace('\uFEFF', '')).toBe('Time,All (%),iOS (%),Android (%),May still change');
  expect(rows).toHaveLength(2 * 288);
  const cells = rows.map((row) => row.split(','));
  const times = cells.map(([time = '']) => Date.parse(time));
  expect(cells[0]?.[0]).toMatch(/\+08:00$/);
  const span = { begin: times[0] ?? 0, end: (times.at(-1) ?? 0) + 300_000 };
  for (const [column, more] of [{}, { os: 'iOS' as const }, { os: 'Android' as const }].entries()) {
    const subject = { appId: CLASSROOM, metric: 'VideoStuckRate', ...more } as const;
    const shown = cells.map((row) => (row[column + 1] === '' ? null : Number(row[column + 1])));
    expect(shown).toEqual(await valuesOf(subject, span, Date.now()));
  }
});

for (const lang of ['en', 'zh'] as const) {
  test(`the picture is whole, and says what it is of: ${lang}`, async ({ page, lens }) => {
    await page.setViewportSize({ width: lang === 'en' ? 1_440 : 390, height: 900 });
    await page.goto(
      `${lens.url}?app=${CLASSROOM}&metric=FirstFrameCost&${pastRange(3)}&split=os&lang=${lang}&theme=${lang === 'en' ? 'light' : 'dark'}`,
    );
    await onDashboard(page).allIn();
    // The text of the picture is measured where it is drawn, before it becomes pixels.
    await page.evaluate(() => {
      const serialize = XMLSerializer.prototype.serializeToString;
      XMLSerializer.prototype.serializeToString = function keep(node) {
        document.body.dataset['picture'] = serialize.call(this, node);
        return serialize.call(this, node);
      };
    });
    const { path } = await takeAlong(page, lang === 'en' ? 'Save as PNG' : '保存为 PNG');
    const png = readFileSync(path);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    const size = { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
    const facts = await page.evaluate(
      async (source) => {
        const holder = document.createElement('div');
        holder.innerHTML = document.body.dataset['picture'] ?? '';
        document.body.append(holder);
        const svg = holder.querySelector('svg');
        if (!svg) throw new Error('no picture was made');
        const frame = svg.getBoundingClientRect();
        const outside = [...svg.querySelectorAll('text')]
          .filter((text) => {
            const box = text.getBoundingClientRect();
            return (
              box.width > 0 &&
              (box.left < frame.left || box.right > frame.right || box.bottom > frame.bottom)
            );
          })
          .map((text) => text.textContent);
        const strokes = [...svg.querySelectorAll('.chart-line')].map(
          (line) => getComputedStyle(line).stroke,
        );
        const texts = [...svg.querySelectorAll('text')].map((text) => text.textContent).join('\n');
        holder.remove();
        const image = new Image();
        image.src = source;
        await image.decode();
        const canvas = document.createElement('canvas');
        canvas.width = image.width;
        canvas.height = image.height;
        const context = canvas.getContext('2d');
        context?.drawImage(image, 0, 0);
        const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
        const at = (x: number, y: number) => {
          const i = (y * image.width + x) * 4;
          return `rgb(${data[i]}, ${data[i + 1]}, ${data[i + 2]})`;
        };
        const edges = new Set<string>();
        for (let x = 0; x < image.width; x++) edges.add(at(x, 0)).add(at(x, image.height - 1));
        for (let y = 0; y < image.height; y++) edges.add(at(0, y)).add(at(image.width - 1, y));
        const colors = new Set<string>();
        for (let i = 0; i < data.length; i += 4)
          colors.add(`rgb(${data[i]}, ${data[i + 1]}, ${data[i + 2]})`);
        return {
          outside,
          texts,
          edges: edges.size,
          drawn: strokes.map((stroke) => colors.has(stroke)),
        };
      },
      `data:image/png;base64,${png.toString('base64')}`,
    );
    expect(facts.outside).toEqual([]);
    // Only paper touches the edges, and every line is there in its colour.
    expect(facts.edges).toBe(1);
    expect(facts.drawn).toEqual([true, true, true]);
    expect(facts.texts).toContain(
      lang === 'en' ? 'Time to first frame – Classroom' : '首帧耗时 – Classroom',
    );
    expect(facts.texts).toMatch(lang === 'en' ? /UTC\+8/ : /UTC\+8/);
    expect(size.width).toBeGreaterThanOrEqual(2 * 340);
  });
}

test('embedded, there is just the chart, and a way to all of it', async ({ page, lens }) => {
  await page.goto(`${lens.url}?app=${CLASSROOM}&${pastRange(1)}&split=os&view=embed`);
  await expect(page.locator('.chart-line').first()).toBeAttached();
  await expect(page.locator('.chart')).toHaveCount(1);
  await expect(page.getByRole('button', { name: /^Time range:/ })).toHaveCount(0);
  const href = await page.getByRole('link', { name: 'Open in ARTC Lens' }).getAttribute('href');
  expect(href).toContain(CLASSROOM);
  expect(href).not.toContain('view=');
});

test('on a wall screen there are no controls, and all of the figures', async ({ page, lens }) => {
  await page.goto(`${lens.url}?app=${CLASSROOM}&range=24h&view=kiosk`);
  await expect(page.locator('.chart')).toHaveCount(4);
  await expect(page.getByRole('button', { name: /^Time range:/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Leave the wall screen' }).click();
  await expect(page.getByRole('button', { name: /^Time range:/ })).toBeVisible();
});
