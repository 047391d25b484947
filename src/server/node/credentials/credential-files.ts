import { readFileSync, statSync } from 'node:fs';
import { errorCode } from '../../telemetry/log.ts';
import { parseSettings } from '../../settings/settings.ts';
import type { ParsedSettings } from '../../settings/settings.ts';
import { SECRET_NAMES } from '../../settings/credentials.ts';
import type { Env } from '../../settings/env-parser.ts';

/** Far more than any key or token has. */
const MAX_BYTES = 65_536;

/**
 * Settings from an environment in which secrets may stand in files: `NAME_FILE=/path` counts as
 * `NAME` with the file's text, one line end at its end left out. The files are read once.
 */
export function readSettings(env: Env): ParsedSettings {
  const errors: string[] = [];
  const filled: Record<string, string | undefined> = { ...env };
  for (const name of SECRET_NAMES) {
    const path = env[`${name}_FILE`]?.trim();
    if (!path) continue;
    if (env[name]?.trim()) {
      errors.push(`${name} and ${name}_FILE are both set: unset one of them.`);
      continue;
    }
    const { text, why } = readSecret(path);
    if (why === undefined) filled[name] = text;
    else errors.push(`${name}_FILE names a file that ${why}.`);
  }
  // What the rest says about a key that is merely unreadable would only confuse.
  return errors.length > 0 ? { errors } : parseSettings(filled);
}

function readSecret(path: string): { text: string; why?: never } | { text?: never; why: string } {
  try {
    // A pipe would block the start, a device never end.
    const facts = statSync(path);
    if (!facts.isFile()) return { why: 'is not a regular file' };
    if (facts.size > MAX_BYTES) return { why: 'is too large for a secret' };
    const text = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    return text.trim() === '' ? { why: 'is empty' } : { text };
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { why: 'does not exist' };
    if (code === 'EACCES' || code === 'EPERM') return { why: 'this user may not read' };
    return { why: 'cannot be read' };
  }
}
