// Where finished windows are kept: ARTC_DATA_DIR, ARTC_ACCOUNT.
import { quote } from './env-parser.ts';
import type { EnvParser } from './env-parser.ts';

export interface ArchiveSettings {
  /** The data directory. */
  directory: string;
  /** The directory inside it: accounts never mix. */
  account: string;
}

/** Simulated days, which must never stand among real ones. */
export const DEMO_ACCOUNT = 'demo';

/** Undefined where nothing is kept for good: in demo mode, unless a directory is named. */
export function parseArchive(read: EnvParser, demo: boolean): ArchiveSettings | undefined {
  const directory = read.text('ARTC_DATA_DIR');
  const account = read.text('ARTC_ACCOUNT') ?? 'default';
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(account)) {
    read.refuse(
      `ARTC_ACCOUNT must be 1 to 64 letters, digits, - or _, but it is ${quote(account)}.`,
    );
  } else if (!demo && account === DEMO_ACCOUNT) {
    read.refuse('ARTC_ACCOUNT must not be demo: that is where simulated data is kept.');
  }
  if (demo && directory === undefined) return undefined;
  return { directory: directory ?? './data', account: demo ? DEMO_ACCOUNT : account };
}
