// What is taken along: the picture is whole, the CSV is the data, the embedded chart is just the chart.
import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { METRICS } from '../../src/contract/domain/metrics.ts';
import { DAY, HOUR, STEP } from '../../src/contract/domain/time.ts';
import type { Span } from '../../src/contract/domain/time.ts';
import { DEMO_APPS } from '../../src/simulator/simulator.ts';
import { dayBefore, onDashboard, pastRange } from './dashboard.ts';
import { test } from './server-fixture.ts';
import { valuesOf } from './expected-values.ts';

const [CLASSROOM = ''] = DEMO_APPS.map(({ id }) => id);

/** Of the main chart. */
const MENU = /^(?:Chart menu|图表菜单)$/;

async function takeAlong(
  page: Page,
  item: string,
  menu: RegExp | string = MENU,
): Promise<{ name: string; path: string }> {
  await page.getByRole('button', { name: menu }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: item }).click(),
  ]);
  return { name: download.suggestedFilename(), path: await download.path() };
}

/** Keeps the source of every picture that is made, before it becomes pixels. */
async function keepPictures(page: Page): Promise<void> {
  await page.evaluate(() => {
    const serialize = XMLSerializer.prototype.serializeToString;
    XMLSerializer.prototype.serializeToString = function keep(node) {
      document.body.dataset['picture'] = serialize.call(this, node);
      return serialize.call(this, node);
    };
  });
}

/** What stands in the picture made last, a string a text. */
async function textsOfPicture(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const source = document.body.dataset['picture'] ?? '';
    const picture = new DOMParser().parseFromString(source, 'image/svg+xml');
    return [...picture.querySelectorAll('text')].map((text) => text.textContent);
  });
}

interface Table {
  head: string[];
  span: Span;
  /** By column, without time and mark. */
  columns: (number | null)[][];
}

function readCsv(path: string): Table {
  const [head = '', ...rows] = readFileSync(path, 'utf8').trim().split('\r\n');
  const cells = rows.map((row) => row.split(','));
  const times = cells.map(([time = '']) => Date.parse(time));
  // Every bucket has its row, at its time with an offset.
  for (const [i, [time]] of cells.entries()) {
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00\+08:00$/);
    expect(times[i]).toBe((times[0] ?? 0) + i * STEP);
  }
  const width = cells[0]?.length ?? 0;
  return {
    head: head.replace('\uFEFF', '').split(','),
    span: { begin: times[0] ?? 0, end: (times.at(-1) ?? 0) + STEP },
    columns: Array.from({ length: width - 2 }, (_, column) =>
      cells.map((row) => (row[column + 1] === '' ? null : Number(row[column + 1]))),
    ),
  };
}

test('CSV is the data, to the last digit', async ({ page, sharedLens: lens }) => {
  await page.goto(`${lens.url}?app=${CLASSROOM}&metric=VideoStuckRate&${pastRange(2)}&split=os`);
  await onDashboard(page).allIn();
  const { name, path } = await takeAlong(page, 'Download CSV');
  expect(name).toMatch(/^artc-lens_VideoStuckRate_\d{8}-\d{4}Z_2d\.csv$/);
  const { head, span, columns } = readCsv(path);
  expect(head).toEqual(['Time', 'All (%)', 'iOS (%)', 'Android (%)', 'May still change']);
  expect(span.end - span.begin).toBe(2 * DAY);
  for (const [column, more] of [{}, { os: 'iOS' as const }, { os: 'Android' as const }].entries()) {
    const subject = { appId: CLASSROOM, metric: 'VideoStuckRate', ...more } as const;
    expect(columns[column]).toEqual(await valuesOf(subject, span, Date.now()));
  }
});

test('CSV is of what is in sight: zoomed, split, without what is hidden, beside what it is compared with', async ({
  page,
  sharedLens: lens,
}) => {
  const begin = dayBefore(2) + 6 * HOUR;
  const zoom = { begin, end: begin + 9 * HOUR };
  const iso = (at: number) => new Date(at).toISOString();
  // Few calls come from the web on iOS: that series has gaps.
  await page.goto(
    `${lens.url}?app=${CLASSROOM}&metric=JoinChannelSucRate&${pastRange(3)}&split=os-terminal&hide=all,android-web,android-mobile&compare=week&zoom=${iso(zoom.begin)}/${iso(zoom.end)}`,
  );
  await onDashboard(page).allIn();
  await expect.poll(() => onDashboard(page).lineKeys()).toEqual(['ios-mobile', 'ios-web']);
  const { name, path } = await takeAlong(page, 'Download CSV');
  expect(name).toMatch(/_540min\.csv$/);
  const { head, span, columns } = readCsv(path);
  expect(span).toEqual(zoom);
  // Names with a comma are quoted; these rows are read without their quotes.
  expect(head.join(',')).toBe(
    'Time,"iOS, web (%)","iOS, web, week before (%)","iOS, mobile (%)","iOS, mobile, week before (%)",May still change',
  );
  const before = { begin: span.begin - 7 * DAY, end: span.end - 7 * DAY };
  for (const [i, terminal] of (['web', 'mobile'] as const).entries()) {
    const subject = {
      appId: CLASSROOM,
      metric: 'JoinChannelSucRate',
      os: 'iOS',
      terminal,
    } as const;
    const now = await valuesOf(subject, span, Date.now());
    if (terminal === 'web') expect(now).toContain(null);
    expect(columns[2 * i]).toEqual(now);
    expect(columns[2 * i + 1]).toEqual(await valuesOf(subject, before, Date.now()));
  }
});

test('the picture of a small chart has its own axes and goal, and says which segment it is of', async ({
  page,
  sharedLens: lens,
}) => {
  await page.goto(
    `${lens.url}?app=${CLASSROOM}&metric=FirstFrameCost&${pastRange(3)}&split=os&compare=week`,
  );
  await onDashboard(page).allIn();
  await keepPictures(page);
  const lastDay = new RegExp(`\\b${new Date(dayBefore(1)).getUTCDate()}$`);
  // The first of the small charts, which has no time axis on the page.
  const metric = await takeAlong(page, 'Save as PNG', /: Join success/);
  expect(metric.name).toMatch(/^artc-lens_JoinChannelSucRate_\d{8}-\d{4}Z_3d\.png$/);
  const ofMetric = await textsOfPicture(page);
  expect(ofMetric).toContain('Join success within 5 s – Classroom');
  // With an arrow on days that did not come near it.
  expect(ofMetric.some((text) => /^(?:↓ )?goal ≥ 95%$/.test(text))).toBe(true);
  expect(ofMetric.some((text) => lastDay.test(text))).toBe(true);

  await onDashboard(page).filter('Small charts', 'Segments').check();
  const segment = await takeAlong(page, 'Save as PNG', /: iOS$/);
  expect(segment.name).toMatch(/^artc-lens_FirstFrameCost_ios_/);
  const ofSegment = await textsOfPicture(page);
  expect(ofSegment).toContain('Time to first frame, iOS – Classroom');
  expect(ofSegment.some((text) => /^(?:↑ )?goal ≤ 2,000 ms$/.test(text))).toBe(true);
  expect(ofSegment.some((text) => lastDay.test(text))).toBe(true);
  // Its own line first, with the change in both forms.
  const legend = ofSegment.filter((text) => /^(?:All|iOS|Android) ·/.test(text));
  expect(legend.map((text) => text.split(' ')[0])).toEqual(['iOS', 'All', 'Android']);
  expect(legend[0]).toMatch(/[+-]?[\d,]+ ms \([+-]?[\d.]+%\) (?:better|worse|about the same)$/);
  // Nothing of the drawing stays on the page.
  await expect(page.locator('.chart')).toHaveCount(METRICS.length);
});

test('what was copied is on the clipboard, and said so where it is seen and heard', async ({
  page,
  sharedLens: lens,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${lens.url}?app=${CLASSROOM}&metric=FirstFrameCost&${pastRange(1)}&split=os`);
  await onDashboard(page).allIn();
  await page.getByRole('button', { name: MENU }).click();
  const menu = page.getByRole('dialog', { name: MENU });
  await menu.getByRole('button', { name: 'Copy as picture' }).click();
  await expect(menu.getByRole('status')).toHaveText('Copied: picture');
  await expect(menu.getByText('Copied', { exact: true })).toBeInViewport();
  const width = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const picture = await item?.getType('image/png');
    return picture ? (await createImageBitmap(picture)).width : 0;
  });
  expect(width).toBeGreaterThan(1_000);
  await menu.getByRole('button', { name: 'Copy table as Markdown' }).click();
  await expect(menu.getByRole('status')).toHaveText('Copied: table');
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toMatch(/^\| Series \| .* \| p95 \| /m);
  for (const name of ['All', 'iOS', 'Android']) expect(text).toContain(`| ${name} |`);
});

test('where there is no clipboard, the menu says why and saves instead', async ({
  page,
  sharedLens: lens,
}) => {
  // As on plain http.
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  await page.goto(`${lens.url}?app=${CLASSROOM}&metric=FirstFrameCost&${pastRange(1)}&split=os`);
  await onDashboard(page).allIn();
  const menu = page.getByRole('dialog', { name: MENU });
  for (const [copy, save, ending] of [
    ['Copy table as Markdown', 'Save table as Markdown', '.md'],
    ['Copy as picture', 'Save as PNG', '.png'],
  ] as const) {
    await page.getByRole('button', { name: MENU }).click();
    await menu.getByRole('button', { name: copy }).click();
    await expect(menu.getByRole('status')).toContainText('only over https');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      menu.getByRole('button', { name: save }).last().click(),
    ]);
    expect(download.suggestedFilename()).toContain(ending);
    await expect(menu).toBeHidden();
  }
});

for (const lang of ['en', 'zh'] as const) {
  test(`the picture is whole, and says what it is of: ${lang}`, async ({
    page,
    sharedLens: lens,
  }) => {
    await page.setViewportSize({ width: lang === 'en' ? 1_440 : 390, height: 900 });
    await page.goto(
      `${lens.url}?app=${CLASSROOM}&metric=FirstFrameCost&${pastRange(3)}&split=os&lang=${lang}&theme=${lang === 'en' ? 'light' : 'dark'}`,
    );
    await onDashboard(page).allIn();
    // Its text is measured where it is drawn, before it becomes pixels.
    await keepPictures(page);
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

test('embedded, there is just the chart, and a way to all of it', async ({
  page,
  sharedLens: lens,
}) => {
  await page.goto(`${lens.url}?app=${CLASSROOM}&${pastRange(1)}&split=os&view=embed`);
  await expect(page.locator('.chart-line').first()).toBeAttached();
  await expect(page.locator('.chart')).toHaveCount(1);
  await expect(page.getByRole('button', { name: /^Time range:/ })).toHaveCount(0);
  const href = await page.getByRole('link', { name: 'Open in ARTC Lens' }).getAttribute('href');
  expect(href).toContain(CLASSROOM);
  expect(href).not.toContain('view=');
});

test('on a wall screen there are no controls, and all of the figures', async ({
  page,
  sharedLens: lens,
}) => {
  await page.goto(`${lens.url}?app=${CLASSROOM}&range=24h&view=kiosk`);
  await expect(page.locator('.chart')).toHaveCount(METRICS.length);
  await expect(page.getByRole('button', { name: /^Time range:/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Leave the wall screen' }).click();
  await expect(page.getByRole('button', { name: /^Time range:/ })).toBeVisible();
});
