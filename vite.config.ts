import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { CHUNK_GROUPS } from './src/build/chunks.ts';
import { compileHints } from './src/build/compile-hints.ts';
import { compiledMessages } from './src/build/compiled-messages.ts';
import { compressFiles } from './src/build/compress.ts';
import { devServerPlugin } from './src/build/dev-server-plugin.ts';
import { leanRecharts } from './src/build/lean-recharts.ts';
import { SIGN_IN_HTML, moveSignInTemplate } from './src/build/sign-in-template.ts';

const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'));

const PAGE = 'dist/page';
const SERVER = 'dist/server';

export default defineConfig({
  plugins: [react(), compiledMessages(), leanRecharts(), compileHints(), devServerPlugin()],
  define: { ARTC_LENS_VERSION: JSON.stringify(version) },
  server: { host: '127.0.0.1' },
  builder: {
    async buildApp(builder) {
      const { client, server } = builder.environments;
      if (!client || !server) throw new Error('The client or the server environment is missing.');
      await builder.build(client);
      await builder.build(server);
      moveSignInTemplate(PAGE, SERVER);
      compressFiles(PAGE);
    },
  },
  environments: {
    client: {
      build: {
        outDir: PAGE,
        // Vite's default target rewrites light-dark() into slower and larger CSS.
        target: ['chrome125', 'firefox125', 'safari18'],
        rolldownOptions: {
          input: { index: 'index.html', 'sign-in': SIGN_IN_HTML },
          output: { codeSplitting: { groups: CHUNK_GROUPS } },
        },
      },
    },
    server: {
      consumer: 'server',
      // One file per program with all packages inside: starts without node_modules.
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
    testTimeout: 30_000,
    maxWorkers: '100%',
    // Test files share modules, which halves the time; modules hold no state.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/app/**'],
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
