import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import react from '@vitejs/plugin-react';
import { runnerImport } from 'vite';
import type { Connect, Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'));

const CATALOGUE = './src/i18n/messages/catalogue.ts';
const PAGE = 'dist/page';
const SERVER = 'dist/server';
const NODE_ROOMS =
  'contract,time,view,planning,signature,series,stats,anomaly,i18n,simulator,server,query,chart,architecture';

/** What the catalogue of sentences is to this file, which Vite loads it for. */
interface MessagesModule {
  catalogue: Record<string, { en: string; zh: string }>;
}

/** What the dev server needs of src/server/node/dev.ts, which Vite loads, not this file. */
interface DevModule {
  createDevHost(): { data: string; createListener(port: number): RequestListener };
}

function isDevModule(loaded: object): loaded is DevModule {
  return 'createDevHost' in loaded;
}

/** Mounts the proxy in the dev server: one process, one port. */
function proxyInDev(): Plugin {
  return {
    name: 'artc-lens:proxy-in-dev',
    apply: (_config, { command }) => command === 'serve' && process.env['VITEST'] === undefined,
    async configureServer(server) {
      const load = () => server.ssrLoadModule('/src/server/node/dev.ts');
      let current: object | undefined;
      let host: ReturnType<DevModule['createDevHost']> | undefined;
      let listener: RequestListener | undefined;
      // An edited module loads anew: so does the proxy, with what it kept in memory.
      const renew = async () => {
        const loaded = await load();
        if (loaded === current || !isDevModule(loaded)) return;
        current = loaded;
        host = loaded.createDevHost();
        listener = undefined;
        server.config.logger.info(`  ARTC Lens: ${host.data}`);
      };
      const handle: Connect.NextHandleFunction = async (request, response, next) => {
        try {
          await renew();
          listener ??= host?.createListener(request.socket.localPort ?? 0);
          listener?.(request, response);
        } catch (error) {
          next(error);
        }
      };
      server.middlewares.use((request, response, next) => {
        const isProxys = /^\/(?:api(?:[/?]|$)|healthz$|readyz$)/.test(request.url ?? '');
        if (isProxys) handle(request, response, next);
        else next();
      });
      // Before it listens: a bad setting ends it here.
      await renew();
    },
  };
}

/** `virtual:messages/en` and `zh`: every sentence put into parts beforehand, so that no page carries the parser. */
function compiledMessages(): Plugin {
  return {
    name: 'artc-lens:compiled-messages',
    resolveId: { filter: { id: /^virtual:messages\// }, handler: (id) => `\0${id}` },
    load: {
      filter: { id: /^\0virtual:messages\// },
      async handler(id) {
        const { module, dependencies } = await runnerImport<MessagesModule>(CATALOGUE);
        for (const file of [CATALOGUE, ...dependencies]) this.addWatchFile(resolve(file));
        const lang = id.endsWith('zh') ? 'zh' : 'en';
        const messages = Object.entries(module.catalogue).map(([key, entry]) => [
          key,
          compileMessage(entry[lang]),
        ]);
        return `export const messages = ${JSON.stringify(Object.fromEntries(messages))};`;
      },
    },
  };
}

/** A module of functions that nothing may call; their names, with spaces between. */
const without = (names: string) =>
  `const absent = () => { throw new Error('left out of this page') };
   export { ${names
     .trim()
     .split(/\s+/)
     .map((name) => `absent as ${name}`)
     .join(', ')} };`;

const LEAN: Readonly<Record<string, string>> = {
  'victory-vendor/d3-scale': without('scaleLinear scalePoint'),
  'victory-vendor/d3-shape': without(`
    area line stack symbol
    curveBasis curveBasisClosed curveBasisOpen curveBumpX curveBumpY curveLinear curveLinearClosed
    curveMonotoneX curveMonotoneY curveNatural curveStep curveStepAfter curveStepBefore
    stackOffsetExpand stackOffsetNone stackOffsetSilhouette stackOffsetWiggle stackOrderNone
    symbolCircle symbolCross symbolDiamond symbolSquare symbolStar symbolTriangle symbolWye`),
  'decimal.js-light': `export default class { constructor() { throw new Error('no ticks of its own'); } };`,
};

/**
 * recharts imports every scale there is (times and colours with them), shapes for lines of its own and
 * decimal arithmetic for ticks of its own. We place and draw all of that ourselves, so the built page
 * carries none of it: 26 kB gzip.
 */
function leanRecharts(): Plugin {
  return {
    name: 'artc-lens:lean-recharts',
    enforce: 'pre',
    apply: 'build',
    resolveId: {
      filter: {
        id: /^(?:victory-vendor\/d3-(?:scale|shape)|decimal\.js-light)$/,
      },
      handler: (id) => `\0lean:${id}`,
    },
    load: { filter: { id: /^\0lean:/ }, handler: (id) => LEAN[id.slice('\0lean:'.length)] },
  };
}

/** What the first view needs, nearly all of it at once. */
const FIRST_VIEW = new Set(['base', 'begin', 'page', 'TimeChart']);

/**
 * Chromium compiles the functions of a file that says so beside the page's own thread, while the file
 * is still coming, instead of one by one as they are called (https://v8.dev/blog/explicit-compile-hints):
 * the first line is drawn a twentieth sooner. For other browsers it is a comment.
 */
function compiledAhead(): Plugin {
  return {
    name: 'artc-lens:compiled-ahead',
    apply: 'build',
    generateBundle: {
      // It must be the first line, and Vite writes one of its own.
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== 'chunk' || !FIRST_VIEW.has(file.name)) continue;
          file.code = `//# allFunctionsCalledOnLoad\n${file.code}`;
        }
      },
    },
  };
}

/** Writes a .br and a .gz beside every text file of the built page that is worth it. */
function compressPage(): void {
  for (const name of readdirSync(PAGE, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:html|js|css|svg|json|webmanifest|txt)$/.test(name)) continue;
    const file = join(PAGE, name);
    const content = readFileSync(file);
    if (content.length < 1_024) continue;
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
}

export default defineConfig({
  plugins: [react(), compiledMessages(), leanRecharts(), compiledAhead(), proxyInDev()],
  define: { ARTC_LENS_VERSION: JSON.stringify(version) },
  server: { host: '127.0.0.1' },
  builder: {
    async buildApp(builder) {
      const { client, server } = builder.environments;
      if (!client || !server) throw new Error('both environments are needed');
      await builder.build(client);
      await builder.build(server);
      compressPage();
    },
  },
  environments: {
    client: {
      build: {
        outDir: PAGE,
        // Vite's default target rewrites light-dark() into something slower and larger.
        target: ['chrome125', 'firefox125', 'safari18'],
        rolldownOptions: {
          output: {
            codeSplitting: {
              // What every page begins with: of others' code, which seldom changes, and of ours; then
              // all that the whole page is made of. A file a module that parts share weighs 9 kB more.
              groups: [
                {
                  name: 'base',
                  test: /node_modules\/(?:react|react-dom|scheduler|@tanstack|valibot|@lingui)\//,
                  priority: 3,
                },
                { name: 'begin', test: /src\/app\/main\.tsx$/, priority: 2 },
                { name: 'page', test: /src\/app\/bootstrap\/DashboardRoot\.tsx$/, priority: 1 },
              ],
            },
          },
        },
      },
    },
    server: {
      consumer: 'server',
      // One file a program, with all its packages inside: starts without node_modules.
      resolve: { noExternal: true },
      build: {
        outDir: SERVER,
        emptyOutDir: true,
        copyPublicDir: false,
        target: 'node20',
        ssr: true,
        rolldownOptions: {
          input: {
            main: 'src/server/node/main.ts',
            simulator: 'src/server/node/simulator.ts',
            token: 'src/server/node/cli/token.ts',
            archive: 'src/server/node/cli/archive.ts',
          },
        },
      },
    },
  },
  test: {
    // Two cores may be busy; no test waits for time itself.
    testTimeout: 30_000,
    // Left out it is one less than there are cores, which is half of two.
    maxWorkers: '100%',
    // Files share a worker's modules, which halves the time: no room keeps state in a module.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: [`tests/{${NODE_ROOMS}}/**/*.test.ts`],
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'jsdom',
          include: ['tests/app/**/*.test.{ts,tsx}', 'tests/{chart,query}/**/*.test.tsx'],
          setupFiles: ['tests/support/dom-setup.ts'],
        },
      },
    ],
  },
});
