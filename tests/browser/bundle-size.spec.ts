// What the built page weighs, and what it asks and draws: figures that do not depend on the machine.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test as base } from '@playwright/test';
import { finishedDays, onDashboard, waitForKept } from './dashboard.ts';
import { DIST, test } from './server-fixture.ts';

const ASSETS = join(DIST, 'page', 'assets');
const files = readdirSync(ASSETS);

/** The built file of a source file's name. */
function fileOf(name: string): string {
  const found = files.find((file) => file.startsWith(`${name}-`) && file.endsWith('.js'));
  if (!found) throw new Error(`no ${name} among the built files`);
  return found;
}

/** These files and all they import before they run. */
function withImports(roots: readonly string[]): Set<string> {
  const all = new Set(roots);
  for (const file of all) {
    const code = readFileSync(join(ASSETS, file), 'utf8');
    for (const [, name = ''] of code.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
      all.add(name);
  }
  return all;
}

/** Gzipped, in kB (1,000 bytes), each file by itself as it travels. */
function weigh(some: Iterable<string>): number {
  let bytes = 0;
  for (const file of some) bytes += gzipSync(readFileSync(join(ASSETS, file)), { level: 9 }).length;
  return bytes / 1_000;
}

base.describe('weight', () => {
  base('the page begins light, and its main view stays so', () => {
    const entry = withImports([fileOf('index')]);
    const main = withImports(['index', 'en', 'DashboardRoot', 'TimeChart'].map(fileOf));
    expect(weigh(entry)).toBeLessThanOrEqual(100);
    expect(weigh(main)).toBeLessThanOrEqual(230);
    // What opens on demand is in none of it.
    for (const part of ['Calendar', 'ExportPanel', 'ShareDialog', 'KeyboardHelp', 'OpenPopover']) {
      expect(main).not.toContain(fileOf(part));
    }
    expect(withImports(['DashboardRoot'].map(fileOf))).not.toContain(fileOf('TimeChart'));
  });

  base('styles', () => {
    const styles = files.filter((file) => file.endsWith('.css'));
    const signIn = styles.filter((file) => file.startsWith('sign-in-'));
    expect(weigh(signIn)).toBeLessThanOrEqual(2.5);
    expect(weigh(styles) - weigh(signIn)).toBeLessThanOrEqual(20);
    const page = files.filter((file) => /^(?:begin|page)-.*\.css$/.test(file));
    expect(weigh(page)).toBeLessThanOrEqual(15);
  });

  base('every file worth it lies there compressed, under a name of its content', () => {
    const large = files.filter(
      (file) => /\.(?:js|css)$/.test(file) && readFileSync(join(ASSETS, file)).length >= 1_024,
    );
    expect(large.length).toBeGreaterThan(5);
    expect(large.filter((file) => !files.includes(`${file}.br`))).toEqual([]);
    expect(large.filter((file) => !files.includes(`${file}.gz`))).toEqual([]);
    expect(large.filter((file) => !/-[\w-]{8}\.(?:js|css)$/.test(file))).toEqual([]);
  });
});

test('30 days are one request and few nodes; what is loaded is not asked for again', async ({
  page,
  lens,
}) => {
  test.slow();
  let posts = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/api/windows')) posts += 1;
  });
  const dashboard = onDashboard(page);
  await waitForKept(page);
  await page.goto(`${lens.url}?${finishedDays(28)}&split=os-terminal`);
  await dashboard.allIn();
  // The page's windows, and the matrix's where it is near.
  expect(posts).toBeLessThanOrEqual(2);
  expect(await dashboard.chart.locator('path, line, text, circle').count()).toBeLessThan(120);
  await dashboard.card('Time to first frame').click();
  await page.getByRole('slider', { name: 'Time to first frame' }).focus();
  await page.keyboard.press('+');
  await expect(page).toHaveURL(/zoom=/);
  await page.getByRole('radio', { name: 'None' }).check({ force: true });
  await expect(page).not.toHaveURL(/split=/);
  await dashboard.allIn();
  // Another main metric has a matrix of its own.
  const own = posts;
  expect(own).toBeLessThanOrEqual(3);
  const finals = lens.upstream.calls();
  await expect.poll(() => page.evaluate(countKept)).toBe(finals);
  await page.reload();
  await dashboard.allIn();
  // A second visit takes all of it from this browser.
  expect(posts).toBe(own);
  expect(lens.upstream.calls()).toBe(finals);
});

test('a first visit asks at once, and opens its database when there is something to keep', async ({
  page,
  sharedLens: lens,
}) => {
  await page.addInitScript(() => {
    const done: string[] = [];
    Object.assign(window, { done });
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function opening(...args) {
      done.push('opened');
      return open.apply(this, args);
    };
    const ask = window.fetch;
    window.fetch = (...args) => {
      if (args[0] === '/api/windows') done.push('asked');
      return ask(...args);
    };
  });
  const readDone = () => page.evaluate(() => (window as unknown as { done: string[] }).done);
  await page.goto(`${lens.url}?${finishedDays(2)}`);
  await expect.poll(readDone).toEqual(expect.arrayContaining(['opened']));
  expect((await readDone())[0]).toBe('asked');
  await expect.poll(() => page.evaluate(countKept)).toBeGreaterThan(0);
  await page.reload();
  await expect.poll(readDone).toEqual(expect.arrayContaining(['opened']));
  expect((await readDone())[0]).toBe('opened');
});

/** Windows this browser has kept. Runs in the page. */
function countKept(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('artc-lens');
    opening.addEventListener('error', () => reject(new Error('not opened')));
    opening.addEventListener('success', () => {
      const { result } = opening;
      const counting = result.transaction('windows').objectStore('windows').count();
      counting.addEventListener('success', () => {
        resolve(counting.result);
        result.close();
      });
    });
  });
}
