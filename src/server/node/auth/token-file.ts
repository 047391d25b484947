// The file of access tokens, as the server and `npm run token` see it.
import { readFileSync, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { EpochMs } from '../../../contract/domain/time.ts';
import { createGatewayAuth, createTokenAuth } from '../../auth/authenticator.ts';
import type { Authenticator } from '../../auth/authenticator.ts';
import { parseTokens } from '../../auth/access-tokens.ts';
import type { AccessToken, TokenList } from '../../auth/access-tokens.ts';
import { errorCode, errorFacts } from '../../telemetry/log.ts';
import type { Log } from '../../telemetry/log.ts';
import type { Settings } from '../../settings/settings.ts';

export interface AuthenticatorHost {
  settings: Pick<Settings, 'access'>;
  now: () => EpochMs;
  log: Log;
}

/** The access control that the settings ask for, if any. Throws a sentence when it cannot work. */
export function openAuthenticator({
  settings,
  now,
  log,
}: AuthenticatorHost): Authenticator | undefined {
  const { tokensFile, header, peers } = settings.access;
  if (tokensFile !== undefined) {
    return createTokenAuth({ tokens: openTokenFile(tokensFile, log), peers, now, log });
  }
  return header === undefined ? undefined : createGatewayAuth({ header, peers, now, log });
}

/**
 * The file's tokens as they are now: it is looked at each time, and read again once it has changed.
 * While it cannot be read, nobody is let in. Throws a sentence when it cannot be used to begin with.
 */
export function openTokenFile(path: string, log: Log): TokenList {
  let kept = readFirst(path);
  return async () => {
    let stamp = 'unreadable';
    try {
      // Taken before reading: what changes meanwhile is seen next time.
      stamp = stampOf(await stat(path, { bigint: true }));
      if (stamp === kept.stamp) return kept.tokens;
      const { tokens, badLines } = parseTokens(await readFile(path, 'utf8'));
      log.info('access tokens read', { tokens: tokens.length });
      for (const line of badLines) log.error('bad line in the file of access tokens', { line });
      kept = { stamp, tokens };
    } catch (error) {
      if (kept.stamp !== 'unreadable') {
        log.error('the file of access tokens cannot be read', errorFacts(error));
      }
      kept = { stamp: 'unreadable', tokens: [] };
    }
    return kept.tokens;
  };
}

function readFirst(path: string): { stamp: string; tokens: readonly AccessToken[] } {
  let text: string;
  let stamp: string;
  try {
    stamp = stampOf(statSync(path, { bigint: true }));
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(
      `ARTC_ACCESS_TOKENS names ${JSON.stringify(path)}, which cannot be read (${errorCode(error) ?? 'unknown error'}): npm run token -- NAME makes it.`,
      { cause: error },
    );
  }
  const { tokens, badLines } = parseTokens(text);
  if (badLines.length > 0) {
    throw new Error(
      `ARTC_ACCESS_TOKENS: line ${badLines[0]} of ${JSON.stringify(path)} is not a new name, a colon and a hash as npm run token writes them.`,
    );
  }
  if (tokens.length === 0) {
    throw new Error(
      `ARTC_ACCESS_TOKENS: there is no token in ${JSON.stringify(path)}, so nobody could sign in: npm run token -- NAME adds one.`,
    );
  }
  return { stamp, tokens };
}

interface FileStamp {
  mtimeNs: bigint;
  ctimeNs: bigint;
  size: bigint;
  ino: bigint;
}

function stampOf({ mtimeNs, ctimeNs, size, ino }: FileStamp): string {
  return [mtimeNs, ctimeNs, size, ino].join(' ');
}
