import { resolve } from 'node:path';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { runnerImport } from 'vite';
import type { Plugin } from 'vite';

const CATALOGUE = './src/i18n/messages/catalogue.ts';

interface CatalogueModule {
  catalogue: Record<string, { en: string; zh: string }>;
}

/** Provides `virtual:messages/*`: parsed messages, so that the page needs no parser. */
export function compiledMessages(): Plugin {
  return {
    name: 'artc-lens:compiled-messages',
    resolveId: { filter: { id: /^virtual:messages\// }, handler: (id) => `\0${id}` },
    load: {
      filter: { id: /^\0virtual:messages\// },
      async handler(id) {
        const { module, dependencies } = await runnerImport<CatalogueModule>(CATALOGUE);
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
