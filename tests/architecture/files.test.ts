import { describe, expect, it } from 'vitest';
import { parseSync } from 'vite';
import { readSourceFiles } from './source-files.ts';

const MAX_FILE_LINES = 300;
const MAX_FOLDER_FILES = 15;

const files = readSourceFiles('src', /(?<!\.d)\.tsx?$/);

describe('files', () => {
  it('have no default exports and no re-exports', () => {
    const violations = files.filter(({ path, code }) => {
      const entries = parseSync(path, code).module.staticExports.flatMap((item) => item.entries);
      return entries.some(
        ({ exportName, moduleRequest }) => exportName.kind === 'Default' || moduleRequest !== null,
      );
    });
    expect(violations.map(({ path }) => path)).toEqual([]);
  });

  it(`have at most ${MAX_FILE_LINES} lines, message catalogues excepted`, () => {
    const long = readSourceFiles('src', /\.(?:tsx?|css)$/)
      .filter(({ path }) => !path.startsWith('i18n/messages/'))
      .map(({ path, code }) => ({ path, lines: code.split('\n').length - 1 }))
      .filter(({ lines }) => lines > MAX_FILE_LINES);
    expect(long).toEqual([]);
  });

  it(`stand at most ${MAX_FOLDER_FILES} to a folder`, () => {
    const counts = new Map<string, number>();
    for (const { path } of readSourceFiles('src', /\.tsx?$/)) {
      const folder = path.split('/').slice(0, -1).join('/');
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
    expect([...counts].filter(([, count]) => count > MAX_FOLDER_FILES)).toEqual([]);
  });
});
