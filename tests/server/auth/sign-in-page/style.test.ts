import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ACCESS_STYLE } from '../../../../src/server/auth/sign-in-page/style.ts';

it('the sign-in page has the very colours of the page', () => {
  const tokens = (css: string) =>
    new Map([...css.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]));
  const css = readFileSync(
    join(import.meta.dirname, '../../../../src/app/ui/styles/tokens.css'),
    'utf8',
  );
  const [ours, theirs] = [tokens(ACCESS_STYLE), tokens(css)];
  expect(ours.size).toBeGreaterThan(10);
  for (const [name, value] of ours) expect([name, theirs.get(name)]).toEqual([name, value]);
  const used = new Set([...ACCESS_STYLE.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name));
  expect([...used].filter((name) => !ours.has(name))).toEqual([]);
});
