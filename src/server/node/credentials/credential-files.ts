import { readFileSync, statSync } from 'node:fs';
import { SECRET_NAMES } from '../../settings/credentials.ts';
import type { Env } from '../../settings/env-parser.ts';
import { parseSettings } from '../../settings/settings.ts';
import type { ParsedSettings } from '../../settings/settings.ts';
import { errorCode } from '../../telemetry/log.ts';

const MAX_SECRET_BYTES = 65_536;

/** Parses the settings. A secret given as `NAME_FILE=/path` is read from the file, without a final line break. */
export function readSettings(env: Env): ParsedSettings {
  const errors: string[] = [];
  const completeEnv: Record<string, string | undefined> = { ...env };
  for (const name of SECRET_NAMES) {
    const path = env[`${name}_FILE`]?.trim();
    if (!path) continue;
    if (env[name]?.trim()) {
      errors.push(`${name} and ${name}_FILE are both set. Unset one of them.`);
      continue;
    }
    const { text, defect } = readSecret(path);
    if (defect === undefined) completeEnv[name] = text;
    else errors.push(`${name}_FILE: the file ${defect}.`);
  }
  // Other errors may be consequences of the missing secret.
  return errors.length > 0 ? { errors } : parseSettings(completeEnv);
}

function readSecret(
  path: string,
): { text: string; defect?: never } | { text?: never; defect: string } {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) return { defect: 'is not a regular file' };
    if (stats.size > MAX_SECRET_BYTES) return { defect: 'is too large for a secret' };
    const text = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    return text.trim() === '' ? { defect: 'is empty' } : { text };
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { defect: 'does not exist' };
    if (code === 'EACCES' || code === 'EPERM') return { defect: 'is not readable for this user' };
    return { defect: 'cannot be read' };
  }
}
