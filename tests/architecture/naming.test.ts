import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findIdentifiers, readSourceFiles } from './source-files.ts';

const CONTRIBUTING = resolve(import.meta.dirname, '../../CONTRIBUTING.md');

/** The identifiers in the first column of the naming table. */
function readReplacedNames(): string[] {
  const [, section = ''] = readFileSync(CONTRIBUTING, 'utf8').split('## Naming table');
  const rows = section.match(/^\|[^\n]*\|$/gm) ?? [];
  return rows.slice(2).flatMap((row) => {
    const [, replaced = ''] = row.split('|');
    return [...replaced.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
  });
}

describe('naming table', () => {
  const replaced = readReplacedNames();

  it('lists the replaced identifiers', () => {
    expect(replaced.length).toBeGreaterThan(50);
    expect(replaced).toContain('createProxy');
  });

  it.each(['src', 'tests'])('keeps replaced identifiers out of %s', (root) => {
    const returned = readSourceFiles(root, /\.(?:tsx?|m[jt]s)$/).flatMap((file) => {
      const identifiers = findIdentifiers(file);
      return replaced
        .filter((name) => identifiers.has(name))
        .map((name) => `${root}/${file.path}: ${name}`);
    });
    expect(returned).toEqual([]);
  });
});
