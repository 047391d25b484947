import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseSync } from 'vite';

const SRC = resolve(import.meta.dirname, '../../src');

/** Rooms import downwards only; `server/node` is the host that plugs proxy and simulator together. */
const FLOORS: Record<string, number> = {
  contract: 0,
  time: 1,
  view: 2,
  signature: 2,
  series: 2,
  planning: 3,
  stats: 3,
  anomaly: 4,
  i18n: 5,
  simulator: 5,
  server: 6,
  query: 6,
  chart: 6,
  'server/node': 7,
  app: 7,
};
const PURE = new Set([
  'contract',
  'time',
  'view',
  'planning',
  'signature',
  'series',
  'stats',
  'anomaly',
  'i18n',
]);
const BROWSER = new Set(['query', 'chart', 'app']);

interface Source {
  path: string;
  room: string;
  code: string;
}

function roomOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'server' && second === 'node' ? 'server/node' : first;
}

const sources: Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts') && !path.startsWith('build/'))
  .map((path) => ({ path, room: roomOf(path), code: readFileSync(join(SRC, path), 'utf8') }));

function importsOf({ path, code }: Source): string[] {
  const { module, errors } = parseSync(path, code);
  expect(errors, path).toEqual([]);
  const dynamic = module.dynamicImports.map(({ moduleRequest: { start, end } }) =>
    code.slice(start, end).replaceAll(/['"`]/g, ''),
  );
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
  );
  return [...module.staticImports.map((one) => one.moduleRequest.value), ...dynamic, ...exported];
}

function targetOf(source: Source, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return roomOf(relative(SRC, resolve(SRC, dirname(source.path), specifier)));
}

describe('floors', () => {
  it('has a floor for every room, and code in every one', () => {
    expect([...new Set(sources.map((source) => source.room))].sort()).toEqual(
      Object.keys(FLOORS).sort(),
    );
  });

  it('lets rooms import downwards only', () => {
    const upward = sources.flatMap((source) =>
      importsOf(source)
        .map((specifier) => ({ specifier, target: targetOf(source, specifier) }))
        .filter(({ target }) => target !== undefined && target !== source.room)
        .filter(({ target = '' }) => (FLOORS[target] ?? Infinity) >= (FLOORS[source.room] ?? -1))
        .map(({ specifier }) => `${source.path} -> ${specifier}`),
    );
    expect(upward).toEqual([]);
  });

  it('keeps the server out of the page', () => {
    const forbidden = new Set(['server', 'server/node', 'simulator', 'signature']);
    const crossings = sources
      .filter((source) => BROWSER.has(source.room))
      .flatMap((source) =>
        importsOf(source)
          .filter(
            (specifier) =>
              forbidden.has(targetOf(source, specifier) ?? '') || specifier.startsWith('node:'),
          )
          .map((specifier) => `${source.path} -> ${specifier}`),
      );
    expect(crossings).toEqual([]);
  });

  it('uses Node only in the host', () => {
    const users = sources
      .filter((source) => source.room !== 'server/node')
      .filter(
        (source) =>
          importsOf(source).some((specifier) => specifier.startsWith('node:')) ||
          /\bprocess\.env\b/.test(source.code),
      )
      .map((source) => source.path);
    expect(users).toEqual([]);
  });

  it('keeps react-query in query and app, recharts in chart', () => {
    const wrong = sources.flatMap((source) =>
      importsOf(source)
        .filter(
          (specifier) =>
            (specifier.startsWith('recharts') && source.room !== 'chart') ||
            (specifier.startsWith('@tanstack') && !['query', 'app'].includes(source.room)),
        )
        .map((specifier) => `${source.path} -> ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ['the clock', /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b/],
    ['chance', /\bMath\.random\b|\brandomUUID\b|\bgetRandomValues\b/],
    ['the network', /\bfetch\(|\bXMLHttpRequest\b|\bWebSocket\b/],
  ])('keeps %s out of the pure rooms', (_what, pattern) => {
    const impure = sources
      .filter(({ room }) => PURE.has(room))
      .filter(({ code }) => pattern.test(withoutComments(code)));
    expect(impure.map(({ path }) => path)).toEqual([]);
  });

  it('touches the clock, chance and the network only at the edges', () => {
    const edges = new Set([
      'app/main.tsx',
      'server/node/main.ts',
      'server/node/dev.ts',
      'server/node/simulator.ts',
    ]);
    const touching = sources
      .filter(({ path }) => !edges.has(path))
      .filter(({ code }) =>
        /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/.test(withoutComments(code)),
      );
    expect(touching.map(({ path }) => path)).toEqual([]);
  });

  it('has no default exports and no barrels', () => {
    const barrels = sources.filter(({ path, code }) => {
      const { module } = parseSync(path, code);
      const entries = module.staticExports.flatMap((one) => one.entries);
      return entries.some(
        (entry) => entry.exportName.kind === 'Default' || entry.moduleRequest !== null,
      );
    });
    expect(barrels.map(({ path }) => path)).toEqual([]);
  });
});

function withoutComments(code: string): string {
  return code.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
}
