// Who may use this server off loopback: a name and the hash of a token a line.

/** Names are log lines and words on the page: letters and digits of any script, and . _ @ + - */
const NAME = /^[\p{L}\p{N}._@+-]{1,64}$/u;
const TOKEN = /^artc-[A-Za-z0-9_-]{43}$/;
const HASH = /^[0-9a-f]{64}$/;

export interface AccessToken {
  name: string;
  /**
   * SHA-256 of the token, in hex. A slow hash protects what people can remember; a token is 256
   * random bits, which nobody guesses however fast the hash is, and a slow one would let anybody
   * keep the server busy by guessing.
   */
  hash: string;
}

/** Where the list of tokens is; asked each time it matters, so that a removed one stops at once. */
export type TokenList = () => Promise<readonly AccessToken[]>;

/** The lines of a token file that can be used, and the numbers of those that cannot. */
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

/** Whether somebody can be called this in a token file. */
export function isTokenName(name: string): boolean {
  return NAME.test(name);
}

/** A new token from 32 random bytes, in a form that scanners for leaked secrets can look for. */
export function formatToken(bytes: Uint8Array): string {
  return `artc-${encodeBase64Url(bytes)}`;
}

/** The token's line in the list; undefined when it is in none. Takes as long whichever it is. */
export async function findToken(
  list: readonly AccessToken[],
  token: string,
): Promise<AccessToken | undefined> {
  if (!TOKEN.test(token)) return undefined;
  const hash = await hashText(token);
  let found: AccessToken | undefined;
  for (const one of list) if (equals(one.hash, hash)) found = one;
  return found;
}

/** SHA-256 of a text, in hex. */
export async function hashText(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Bytes in letters that are safe in cookies, headers and shells. */
export function encodeBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** Compares texts of one length in the same time wherever they differ. */
function equals(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}
