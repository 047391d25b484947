import { expect, it } from 'vitest';
import { readSourceFiles } from './source-files.ts';

/** Folders whose tests do not belong to a single source file. */
const EXEMPT_FOLDERS = ['architecture', 'bench', 'browser', 'soak', 'support'];

it('every unit test has the path of its source, with an optional aspect in its name', () => {
  const sources = new Set(
    readSourceFiles('src', /\.tsx?$/).map(({ path }) => path.replace(/\.tsx?$/, '')),
  );
  const violations = readSourceFiles('tests', /\.test\.tsx?$/)
    .map(({ path }) => path)
    .filter((path) => !EXEMPT_FOLDERS.includes(path.split('/')[0] ?? ''))
    .filter((path) => {
      const name = path.replace(/\.test\.tsx?$/, '');
      const withoutAspect = name.replace(/\.[^./]+$/, '');
      return !sources.has(name) && !sources.has(withoutAspect);
    });
  expect(violations).toEqual([]);
});
