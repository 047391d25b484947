import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export const SIGN_IN_HTML = 'src/sign-in/sign-in.html';

/** Moves the built sign-in page, a template, from the static files to the server's files. */
export function moveSignInTemplate(pageDirectory: string, serverDirectory: string): void {
  renameSync(join(pageDirectory, SIGN_IN_HTML), join(serverDirectory, 'sign-in.html'));
  rmSync(join(pageDirectory, 'src'), { recursive: true });
}
