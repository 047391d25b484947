/** Names appear in logs and on the page. */
const NAME = /^[\p{L}\p{N}._@+-]{1,64}$/u;
const TOKEN = /^artc-[A-Za-z0-9_-]{43}$/;
const HASH = /^[0-9a-f]{64}$/;

export interface AccessToken {
  name: string;
  /** SHA-256 in hex; 256 random bits need no slow hash. */
  hash: string;
}

/** Called for each check, so that a removed token stops at once. */
export type TokenList = () => Promise<readonly AccessToken[]>;

/** Parses `name:hash` lines; `badLines` are numbered from 1. */
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

/** A token from 32 random bytes, with a prefix for secret scanners. */
export function formatToken(bytes: Uint8Array): string {
  return `artc-${encodeBase64Url(bytes)}`;
}

/** Takes constant time for a given list. */
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

/** SHA-256 in hex. */
export async function hashText(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Without padding. */
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
