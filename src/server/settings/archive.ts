import { quote } from './env-parser.ts';
import type { EnvParser } from './env-parser.ts';

export interface ArchiveSettings {
  directory: string;
  /** A subdirectory. */
  account: string;
}

/** Keeps simulated data apart. */
export const DEMO_ACCOUNT = 'demo';

/** Undefined in demo mode without ARTC_DATA_DIR. */
export function parseArchive(env: EnvParser, demo: boolean): ArchiveSettings | undefined {
  const directory = env.string('ARTC_DATA_DIR');
  const account = env.string('ARTC_ACCOUNT') ?? 'default';
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(account)) {
    env.fail(`ARTC_ACCOUNT must be 1 to 64 letters, digits, - or _, not ${quote(account)}.`);
  } else if (!demo && account === DEMO_ACCOUNT) {
    env.fail('ARTC_ACCOUNT must not be demo, which is reserved for simulated data.');
  }
  if (demo && directory === undefined) return undefined;
  return { directory: directory ?? './data', account: demo ? DEMO_ACCOUNT : account };
}

export interface ArchiverConditions {
  demo: boolean;
  /** Number of configured apps. */
  apps: number;
  hasArchive: boolean;
}

export function parseArchiver(
  env: EnvParser,
  { demo, apps, hasArchive }: ArchiverConditions,
): boolean {
  const isDefault = !demo && apps > 0 && hasArchive;
  const isEnabled = env.choice('ARTC_RECORD', ['0', '1'], isDefault ? '1' : '0') === '1';
  if (isEnabled && !hasArchive) {
    env.fail('ARTC_RECORD is 1, but there is no data directory: set ARTC_DATA_DIR.');
  } else if (isEnabled && !demo && apps === 0) {
    env.fail('ARTC_RECORD is 1, but ARTC_APPS names no app to record.');
  }
  return isEnabled;
}
