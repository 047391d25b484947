import type { RequestListener } from 'node:http';
import type { Connect, Plugin } from 'vite';

const DEV_MODULE = '/src/server/node/dev.ts';
const SERVER_PATHS = /^\/(?:api(?:[/?]|$)|healthz$|readyz$)/;

interface DevModule {
  createDevHost(): { dataSource: string; createListener(port: number): RequestListener };
}

/** Mounts the server in Vite's dev server. */
export function devServerPlugin(): Plugin {
  return {
    name: 'artc-lens:dev-server',
    apply: (_config, { command }) => command === 'serve' && process.env['VITEST'] === undefined,
    async configureServer(server) {
      let loadedModule: object | undefined;
      let host: ReturnType<DevModule['createDevHost']> | undefined;
      let listener: RequestListener | undefined;
      // Vite returns a new module after an edit.
      const reloadHost = async () => {
        const module = await server.ssrLoadModule(DEV_MODULE);
        if (module === loadedModule || !isDevModule(module)) return;
        loadedModule = module;
        host = module.createDevHost();
        listener = undefined;
        server.config.logger.info(`  ARTC Lens: ${host.dataSource}`);
      };
      const handle: Connect.NextHandleFunction = async (request, response, next) => {
        try {
          await reloadHost();
          listener ??= host?.createListener(request.socket.localPort ?? 0);
          listener?.(request, response);
        } catch (error) {
          next(error);
        }
      };
      server.middlewares.use((request, response, next) => {
        if (SERVER_PATHS.test(request.url ?? '')) handle(request, response, next);
        else next();
      });
      await reloadHost();
    },
  };
}

function isDevModule(module: object): module is DevModule {
  return 'createDevHost' in module;
}
