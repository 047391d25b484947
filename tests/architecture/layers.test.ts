import { describe, expect, it } from 'vitest';
import { findImports, readSourceFiles, stripComments } from './source-files.ts';
import type { Import, SourceFile } from './source-files.ts';

/** A module imports only modules with a lower number. */
const MODULE_LAYERS: Record<string, number> = {
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
  app: 8,
};
/** Runs in Vite only: imports no module and is imported by none. */
const BUILD = 'build';

/** Modules that run in the browser and on the server. They take clock, randomness and network as arguments. */
const PURE_MODULES = [
  'contract',
  'time',
  'view',
  'signature',
  'series',
  'planning',
  'stats',
  'anomaly',
  'i18n',
];
const BROWSER_MODULES = ['query', 'chart', 'app'];
const SERVER_MODULES = ['signature', 'simulator', 'server', 'server/node'];
const NODE_MODULES = ['server/node', BUILD];

/** Folders of `server` that each folder, or file at the top, may import. */
const SERVER_FOLDERS: Record<string, readonly string[]> = {
  'app.ts': ['services.ts', 'routes', 'middleware', 'auth', 'http', 'settings', 'telemetry'],
  routes: [
    'services.ts',
    'middleware',
    'auth',
    'windows',
    'archive',
    'http',
    'settings',
    'telemetry',
  ],
  'services.ts': [
    'windows',
    'archive',
    'store',
    'upstream',
    'auth',
    'limits',
    'http',
    'settings',
    'telemetry',
    'timers.ts',
  ],
  middleware: ['auth', 'limits', 'http', 'telemetry'],
  auth: ['limits', 'http', 'telemetry'],
  windows: ['store', 'upstream', 'limits', 'http', 'settings', 'telemetry', 'timers.ts'],
  archive: ['store', 'limits', 'settings', 'telemetry', 'timers.ts'],
  upstream: ['limits', 'settings', 'telemetry', 'timers.ts'],
  store: [],
  limits: ['telemetry', 'timers.ts'],
  settings: ['http'],
  http: ['timers.ts'],
  telemetry: ['timers.ts'],
  'timers.ts': [],
};

/** A folder of `app`, or file at its top, imports only folders with a lower number. */
const APP_LAYERS: Record<string, number> = {
  i18n: 0,
  ui: 1,
  state: 2,
  model: 3,
  'services.ts': 3,
  contexts: 4,
  controls: 5,
  export: 5,
  help: 5,
  share: 5,
  panels: 6,
  insights: 6,
  dashboard: 7,
  bootstrap: 8,
  'App.tsx': 9,
  'main.tsx': 10,
};

/** The only files that read clock, randomness and environment. */
const EDGES = [
  'app/main.tsx',
  'server/node/main.ts',
  'server/node/dev.ts',
  'server/node/simulator.ts',
];

const files = readSourceFiles('src', /(?<!\.d)\.tsx?$/);
const imports = new Map(files.map((file) => [file.path, findImports(file)]));

function moduleOf(path: string): string {
  return path.startsWith('server/node/') ? 'server/node' : (path.split('/')[0] ?? '');
}

/** Lists the imports that `isForbidden` accepts, as `file -> specifier`. */
function listImports(isForbidden: (file: SourceFile, imported: Import) => boolean): string[] {
  return files.flatMap((file) =>
    (imports.get(file.path) ?? [])
      .filter((imported) => isForbidden(file, imported))
      .map(({ specifier }) => `${file.path} -> ${specifier}`),
  );
}

/** Folder or file below `module`, such as `routes` for `server/routes/config.ts`. */
function partOf(path: string, module: string): string {
  return path.slice(module.length + 1).split('/')[0] ?? '';
}

function isMatching(pattern: RegExp): (file: SourceFile) => boolean {
  return ({ code }) => pattern.test(stripComments(code));
}

describe('modules', () => {
  it('have a layer each', () => {
    const modules = new Set(files.map(({ path }) => moduleOf(path)));
    expect([...modules].toSorted()).toEqual([...Object.keys(MODULE_LAYERS), BUILD].toSorted());
  });

  it('import only modules of lower layers', () => {
    const violations = listImports(({ path }, { target }) => {
      if (target === undefined || moduleOf(target) === moduleOf(path)) return false;
      const [layer, targetLayer] = [MODULE_LAYERS[moduleOf(path)], MODULE_LAYERS[moduleOf(target)]];
      return layer === undefined || targetLayer === undefined || targetLayer >= layer;
    });
    expect(violations).toEqual([]);
  });

  it('do not import each other in cycles of files, type imports included', () => {
    expect(findCycles()).toEqual([]);
  });

  it('keep server code out of the page', () => {
    const violations = listImports(
      ({ path }, { specifier, target }) =>
        BROWSER_MODULES.includes(moduleOf(path)) &&
        (specifier.startsWith('node:') ||
          (target !== undefined && SERVER_MODULES.includes(moduleOf(target)))),
    );
    expect(violations).toEqual([]);
  });

  it('use Node.js only in server/node and build', () => {
    const violations = listImports(
      ({ path }, { specifier }) =>
        !NODE_MODULES.includes(moduleOf(path)) && specifier.startsWith('node:'),
    );
    const readers = files
      .filter(({ path }) => !NODE_MODULES.includes(moduleOf(path)))
      .filter(isMatching(/\bprocess\.env\b/));
    expect([...violations, ...readers.map(({ path }) => path)]).toEqual([]);
  });
});

describe('server', () => {
  it('has rules for every folder', () => {
    const parts = new Set(
      files
        .filter(({ path }) => moduleOf(path) === 'server')
        .map(({ path }) => partOf(path, 'server')),
    );
    expect([...parts].toSorted()).toEqual(Object.keys(SERVER_FOLDERS).toSorted());
  });

  it('imports between folders only as the rules allow', () => {
    const violations = listImports(({ path }, { target }) => {
      if (moduleOf(path) !== 'server' || target === undefined) return false;
      if (moduleOf(target) !== 'server') return false;
      const [part, targetPart] = [partOf(path, 'server'), partOf(target, 'server')];
      return part !== targetPart && !SERVER_FOLDERS[part]?.includes(targetPart);
    });
    expect(violations).toEqual([]);
  });
});

describe('app', () => {
  it('has a layer for every folder', () => {
    const parts = new Set(
      files.filter(({ path }) => moduleOf(path) === 'app').map(({ path }) => partOf(path, 'app')),
    );
    expect([...parts].toSorted()).toEqual(Object.keys(APP_LAYERS).toSorted());
  });

  it('imports only folders of lower layers', () => {
    const violations = listImports(({ path }, { target }) => {
      if (moduleOf(path) !== 'app' || target === undefined || moduleOf(target) !== 'app') {
        return false;
      }
      const [part, targetPart] = [partOf(path, 'app'), partOf(target, 'app')];
      return part !== targetPart && (APP_LAYERS[targetPart] ?? 99) >= (APP_LAYERS[part] ?? -1);
    });
    expect(violations).toEqual([]);
  });

  it('has panels that import each other only from panels/shared', () => {
    const panelOf = (path: string) => /^app\/panels\/([^/]+)\//.exec(path)?.[1];
    const violations = listImports(({ path }, { target }) => {
      const [panel, targetPanel] = [panelOf(path), panelOf(target ?? '')];
      if (panel === undefined || targetPanel === undefined) return false;
      return panel !== targetPanel && targetPanel !== 'shared';
    });
    expect(violations).toEqual([]);
  });
});

describe('libraries', () => {
  it.each([
    ['@tanstack/', /^(?:query\/|app\/services\.ts$|app\/App\.tsx$)/],
    ['recharts', /^chart\//],
    ['react', /^(?:query|chart|app)\//],
    ['hono', /^server\//],
    ['@hono/', /^server\/node\//],
    ['pino', /^server\/node\//],
    ['prom-client', /^server\/node\//],
    ['undici', /^server\/node\//],
    ['@alicloud/', /^server\/node\//],
    ['vite', /^build\//],
  ])('keep %s in its folders', (library, allowedPaths) => {
    const violations = listImports(
      ({ path }, { specifier }) =>
        (library.endsWith('/')
          ? specifier.startsWith(library)
          : specifier === library || specifier.startsWith(`${library}/`)) &&
        !allowedPaths.test(path),
    );
    expect(violations).toEqual([]);
  });
});

describe('side effects', () => {
  it.each([
    ['the clock', /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b/],
    ['randomness', /\bMath\.random\b|\brandomUUID\b|\bgetRandomValues\b/],
    ['the network', /\bfetch\(|\bXMLHttpRequest\b|\bWebSocket\b/],
  ])('do not use %s in pure modules', (_title, pattern) => {
    const violations = files
      .filter(({ path }) => PURE_MODULES.includes(moduleOf(path)))
      .filter(isMatching(pattern));
    expect(violations.map(({ path }) => path)).toEqual([]);
  });

  it('read clock and randomness only in the entry points', () => {
    const violations = files
      .filter(({ path }) => !EDGES.includes(path))
      .filter(isMatching(/\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/));
    expect(violations.map(({ path }) => path)).toEqual([]);
  });
});

/** Import cycles, by Tarjan's algorithm: groups of files that reach each other. */
function findCycles(): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const cycles: string[][] = [];
  const visit = (path: string) => {
    order.set(path, order.size);
    lowest.set(path, order.size - 1);
    stack.push(path);
    for (const { target } of imports.get(path) ?? []) {
      if (target === undefined || !imports.has(target)) continue;
      if (!order.has(target)) visit(target);
      else if (!stack.includes(target)) continue;
      lowest.set(path, Math.min(lowest.get(path) ?? 0, lowest.get(target) ?? 0));
    }
    if (lowest.get(path) !== order.get(path)) return;
    const group = stack.splice(stack.indexOf(path));
    if (group.length > 1) cycles.push(group);
  };
  for (const path of imports.keys()) if (!order.has(path)) visit(path);
  return cycles;
}
