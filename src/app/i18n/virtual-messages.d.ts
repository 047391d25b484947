/** One language's sentences in parts, as vite.config.ts makes them of the catalogue. */
declare module 'virtual:words/*' {
  import type { Messages } from '@lingui/core';
  export const messages: Messages;
}
