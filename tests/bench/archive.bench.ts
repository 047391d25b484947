// What the archive costs: a start with 100,000 windows, one window from disk, one made durable.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, bench, describe } from 'vitest';
import { METRICS } from '../../src/contract/metrics.ts';
import { dayOf, entryOf, isoDay, nthWindow, openFiles } from '../proxy/archive-days.ts';

const SEGMENTS = 'all ios android web mobile ios-web ios-mobile android-web android-mobile'.split(
  ' ',
);
const FILES = 100_000;

const directory = mkdtempSync(join(tmpdir(), 'artc-lens-bench-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Four apps, every metric and segment, day by day back: the names alone decide how long a start takes. */
function fillNames(): string {
  const series = METRICS.flatMap((metric) =>
    SEGMENTS.flatMap((segment) => [1, 2, 3, 4].map((app) => join(`app-${app}`, metric, segment))),
  );
  for (const [i, path] of series.entries()) {
    const folder = join(directory, 'names', 'default', path);
    mkdirSync(folder, { recursive: true });
    const days = Math.floor((FILES + i) / series.length);
    for (let day = 1; day <= days; day += 1) {
      writeFileSync(join(folder, `${isoDay(dayOf(day).begin)}.json.gz`), '');
    }
  }
  return join(directory, 'names');
}

const names = fillNames();
const archive = openFiles(join(directory, 'files'));
await archive.put(dayOf(1), entryOf(dayOf(1)));
let written = 0;

describe('the archive', () => {
  bench(`a start with ${FILES.toLocaleString('en')} windows`, () => {
    const { windows } = openFiles(names).stats();
    if (windows !== FILES) throw new Error(`${windows} windows were found`);
  });
  bench('one window from disk', async () => {
    if (!(await archive.get(dayOf(1)))) throw new Error('it is not there');
  });
  bench('one window made durable', async () => {
    const request = nthWindow((written += 1));
    await archive.put(request, entryOf(request));
  });
});
