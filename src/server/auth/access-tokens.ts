/** Names appear in logs and on the page: letters and digits of any script, and . _ @ + - */
const NAME = /^[\p{L}\p{N}._@+-]{1,64}$/u;
const TOKEN = /^artc-[A-Za-z0-9_-]{43}$/;
const HASH = /^[0-9a-f]{64}$/;

export interface AccessToken {
  name: string;
  /**
   * SHA-256 of the token, in hex. A fast hash is enough for 256 random bits; a slow one would let
   * guessing clients keep the server busy.
   */
  hash: string;
}

/** Returns the current list; called for each check, so that a removed token stops at once. */
export type TokenList = () => Promise<readonly AccessToken[]>;

/** Parses a token file (`name:hash` per line); invalid lines are reported by number, from 1. */
export function parseTokens(text: string): { tokens: AccessToken[]; badLines: number[] } {
  const tokens: AccessToken[] = [];
  const badLines: number[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const [name = '', hash = '', ...rest] = line.split(':');
    const isNew = !tokens.some((token) => token.name === name);
    if (rest.length === 0 && isTokenName(name) && HASH.test(hash) && isNew) {
      tokens.push({ name, hash });
    } else {
      badLines.push(index + 1);
    }
  }
  return { tokens, badLines };
}

export function isTokenName(name: string): boolean {
  return NAME.test(name);
}

/** A token from 32 random bytes; its prefix lets secret scanners recognise it. */
export function formatToken(bytes: Uint8Array): string {
  return `artc-${encodeBase64Url(bytes)}`;
}

/** Finds a token's entry, in constant time for a given list. */
export async function findToken(
  list: readonly AccessToken[],
  token: string,
): Promise<AccessToken | undefined> {
  if (!TOKEN.test(token)) return undefined;
  const hash = await hashText(token);
  let match: AccessToken | undefined;
  for (const entry of list) if (isEqual(entry.hash, hash)) match = entry;
  return match;
}

/** SHA-256 of a text, in hex. */
export async function hashText(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Base64 without padding, safe in cookies, headers and shells. */
export function encodeBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

// Takes the same time wherever texts of one length differ.
function isEqual(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}
