import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findToken,
  formatToken,
  hashText,
  isTokenName,
  parseTokens,
} from '../../../src/server/auth/access-tokens.ts';
import { createToken } from '../../support/server/access.ts';

describe('parseTokens', () => {
  const hash = 'a'.repeat(64);

  it('reads one name and hash per line, and skips comments and empty lines', () => {
    const text = `# people\nalice:${hash}\n\n bob.b@x-y:${hash} \r\n王芳:${hash}\n`;
    expect(parseTokens(text)).toEqual({
      tokens: ['alice', 'bob.b@x-y', '王芳'].map((name) => ({ name, hash })),
      badLines: [],
    });
  });

  it.each([
    'alice',
    `alice:${hash.slice(1)}`,
    `alice:${hash}:x`,
    `:${hash}`,
    `a b:${hash}`,
    `alice:${createToken(1)}`,
    `ok:${hash}`,
  ])('reports the line %j as invalid', (line) => {
    const { tokens, badLines } = parseTokens(`ok:${hash}\n${line}\nlast:${hash}`);
    expect(tokens.map(({ name }) => name)).toEqual(['ok', 'last']);
    expect(badLines).toEqual([2]);
  });
});

describe('findToken', () => {
  it('finds a token by its hash only, at any position', async () => {
    const list = await Promise.all(
      [1, 2, 3].map(async (seed) => ({
        name: `n${seed}`,
        hash: await hashText(createToken(seed)),
      })),
    );
    for (const seed of [1, 2, 3]) {
      expect((await findToken(list, createToken(seed)))?.name).toBe(`n${seed}`);
    }
    expect(await findToken(list, createToken(4))).toBeUndefined();
    expect(await findToken(list, list[0]?.hash ?? '')).toBeUndefined();
    expect(await findToken([], createToken(1))).toBeUndefined();
  });

  it('rejects a secret that is not in the token format', async () => {
    const list = [{ name: 'own', hash: await hashText('secret') }];
    expect(await findToken(list, 'secret')).toBeUndefined();
  });
});

describe('formatToken', () => {
  it('writes a prefix and the bytes in base64url', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const token = formatToken(bytes);
        expect(token).toMatch(/^artc-[A-Za-z0-9_-]{43}$/);
        expect(Buffer.from(token.slice(5), 'base64url')).toEqual(Buffer.from(bytes));
      }),
    );
  });
});

describe('hashText', () => {
  it('returns SHA-256 in hex', async () => {
    expect(await hashText('abc')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});

describe('isTokenName', () => {
  it.each(['', 'a b', 'a:b', 'a\nb', 'a,b', '-'.repeat(65)])('rejects %j', (name) => {
    expect(isTokenName(name)).toBe(false);
  });
});
