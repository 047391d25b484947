import type { Plugin } from 'vite';
import { FIRST_VIEW_CHUNKS } from './chunks.ts';

/**
 * Marks the chunks of the first view for eager compilation off the main thread in Chromium
 * (https://v8.dev/blog/explicit-compile-hints). Other browsers see a comment.
 */
export function compileHints(): Plugin {
  return {
    name: 'artc-lens:compile-hints',
    apply: 'build',
    generateBundle: {
      // The hint must be the first line, so it is added after Vite's own first line.
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== 'chunk' || !FIRST_VIEW_CHUNKS.has(file.name)) continue;
          file.code = `//# allFunctionsCalledOnLoad\n${file.code}`;
        }
      },
    },
  };
}
