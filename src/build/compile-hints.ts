import type { Plugin } from 'vite';
import { FIRST_VIEW_CHUNKS } from './chunks.ts';

/** Compiles the first view off the main thread in Chromium: https://v8.dev/blog/explicit-compile-hints */
export function compileHints(): Plugin {
  return {
    name: 'artc-lens:compile-hints',
    apply: 'build',
    generateBundle: {
      // After Vite's own first line: the hint must come first.
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
