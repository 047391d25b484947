import { readFileSync, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { parseTokens } from '../../auth/access-tokens.ts';
import type { AccessToken, TokenList } from '../../auth/access-tokens.ts';
import { errorCode, errorFacts } from '../../telemetry/log.ts';
import type { Log } from '../../telemetry/log.ts';

const UNREADABLE = 'unreadable';

interface LoadedTokens {
  stamp: string;
  tokens: readonly AccessToken[];
}

/**
 * Returns a list that follows changes of the file and is empty while the file is unreadable.
 * Throws a message for the operator if the file is initially unusable.
 */
export function openTokenFile(path: string, log: Log): TokenList {
  let loaded = loadInitial(path);
  return async () => {
    let stamp = UNREADABLE;
    try {
      // Before the read, so that the next call notices a change during the read.
      stamp = stampOf(await stat(path, { bigint: true }));
      if (stamp === loaded.stamp) return loaded.tokens;
      const { tokens, badLines } = parseTokens(await readFile(path, 'utf8'));
      log.info('access tokens loaded', { tokens: tokens.length });
      for (const line of badLines) log.error('invalid line in the access token file', { line });
      loaded = { stamp, tokens };
    } catch (error) {
      if (loaded.stamp !== UNREADABLE) {
        log.error('access token file unreadable', errorFacts(error));
      }
      loaded = { stamp: UNREADABLE, tokens: [] };
    }
    return loaded.tokens;
  };
}

function loadInitial(path: string): LoadedTokens {
  let text: string;
  let stamp: string;
  try {
    stamp = stampOf(statSync(path, { bigint: true }));
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(
      `ARTC_ACCESS_TOKENS names ${JSON.stringify(path)}, which cannot be read (${errorCode(error) ?? 'unknown error'}). Create the file with npm run token -- NAME.`,
      { cause: error },
    );
  }
  const { tokens, badLines } = parseTokens(text);
  if (badLines.length > 0) {
    throw new Error(
      `ARTC_ACCESS_TOKENS: line ${badLines[0]} of ${JSON.stringify(path)} is invalid. A line has a unique name, a colon and a hash, as written by npm run token.`,
    );
  }
  if (tokens.length === 0) {
    throw new Error(
      `ARTC_ACCESS_TOKENS: ${JSON.stringify(path)} contains no token. Add one with npm run token -- NAME.`,
    );
  }
  return { stamp, tokens };
}

interface FileStats {
  mtimeNs: bigint;
  ctimeNs: bigint;
  size: bigint;
  ino: bigint;
}

function stampOf({ mtimeNs, ctimeNs, size, ino }: FileStats): string {
  return [mtimeNs, ctimeNs, size, ino].join(' ');
}
