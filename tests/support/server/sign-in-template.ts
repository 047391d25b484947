import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = join(import.meta.dirname, '../../../src/sign-in/sign-in.html');

/** The template of the sign-in page before the build, which only replaces the path of its stylesheet. */
export const SIGN_IN_TEMPLATE = readFileSync(FILE, 'utf8');
