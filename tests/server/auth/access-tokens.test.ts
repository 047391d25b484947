// The lock's small parts, each by itself.
import { readFileSync } from 'node:fs';
import { BlockList } from 'node:net';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseCookie, readSessionCookie } from '../../../src/server/auth/session-cookie.ts';
import { readReturnPath, signInPath } from '../../../src/server/http/return-path.ts';
import { ACCESS_STYLE } from '../../../src/server/auth/sign-in-page/style.ts';
import {
  findToken,
  formatToken,
  hashText,
  isTokenName,
  parseTokens,
} from '../../../src/server/auth/access-tokens.ts';
import { isWithin, networkOf, parseRange } from '../../../src/server/http/ip-ranges.ts';
import { addressOf } from '../../../src/server/auth/authenticator.ts';
import { createRateLimiter } from '../../../src/server/limits/rate-limiter.ts';
import { createKeyedMutex } from '../../../src/server/limits/keyed-mutex.ts';
import { parseRanges, createToken } from '../../support/server/access.ts';
import { flushPromises } from '../../support/server/test-doubles.ts';

describe('readReturnPath', () => {
  it.each([
    ['/?app=a,b&metric=FirstFrameCost', '/?app=a,b&metric=FirstFrameCost'],
    ['/?channel=一', '/?channel=%E4%B8%80'],
    ['/', '/'],
    [undefined, '/'],
    ['', '/'],
    ['https://evil.example/', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/.//evil.example', '/'],
    ['/x/..//evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/%2F/evil.example', '/%2F/evil.example'],
    ['/?a\r\nSet-Cookie: x=1', '/'],
    ['javascript:alert(1)', '/'],
    ['/signin?to=/signin', '/'],
    ['/signout', '/'],
    ['/api/config', '/'],
    [`/?${'x'.repeat(5_000)}`, '/'],
  ])('takes %j as %j', (raw, path) => {
    expect(readReturnPath(raw)).toBe(path);
  });

  it('never leads to another origin, whatever it is given', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '//',
      ':',
      '@',
      '%2f',
      '\t',
      '\n',
      'evil.example',
      'http:',
      '?',
      '#',
      'x',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 8 }).map((pieces) => `/${pieces.join('')}`),
    );
    fc.assert(
      fc.property(text, (raw) => {
        const path = readReturnPath(raw);
        const url = new URL(path, 'https://lens.example.com');
        expect(url.origin).toBe('https://lens.example.com');
        expect(path).toMatch(/^\/[\u0021-\u007e]*$/);
        expect(readReturnPath(path)).toBe(path);
      }),
      { numRuns: 5_000 },
    );
  });

  it('is what the sign-in page is told', () => {
    expect(signInPath('/?app=x&tz=UTC', { lang: 'zh' })).toBe(
      '/signin?to=%2F%3Fapp%3Dx%26tz%3DUTC&lang=zh',
    );
    expect(signInPath('//evil.example')).toBe('/signin');
  });
});

describe('addresses', () => {
  const v4 = fc.ipV4();
  const v6 = fc.ipV6();

  it('lie in ranges as Node says they do', () => {
    const v6Plain = v6.filter((one) => !/^::ffff:\d+\./i.test(one));
    for (const [family, bits, address] of [
      ['ipv4', 32, v4],
      ['ipv6', 128, v6Plain],
    ] as const) {
      fc.assert(
        fc.property(
          address,
          address,
          fc.nat({ max: bits }),
          fc.boolean(),
          (net, other, prefix, self) => {
            const oracle = new BlockList();
            oracle.addSubnet(net, prefix, family);
            const tried = self ? net : other;
            const ranges = parseRanges(`${net}/${prefix}`);
            expect(isWithin(tried, ranges)).toBe(oracle.check(tried, family));
          },
        ),
        { numRuns: 500 },
      );
    }
  });

  it('of IPv4 are the same inside IPv6', () => {
    expect(isWithin('::ffff:10.0.0.7', parseRanges('10.0.0.0/8'))).toBe(true);
    expect(isWithin('10.0.0.7', parseRanges('::ffff:10.0.0.7'))).toBe(true);
    expect(isWithin('11.0.0.7', parseRanges('10.0.0.0/8'))).toBe(false);
    expect(isWithin('::1', parseRanges('0.0.0.1'))).toBe(false);
    expect(isWithin('fe80::1%eth0', parseRanges('fe80::/10'))).toBe(true);
  });

  it.each([
    '',
    'localhost',
    '10.0.0',
    '10.0.0.256',
    '10.0.0.07',
    '10.0.0.7/33',
    '10.0.0.7/',
    '::g',
    '::1/129',
    '1::2::3',
    '*',
  ])('are not %j', (text) => {
    expect(parseRange(text)).toBeUndefined();
    expect(isWithin(text, parseRanges('0.0.0.0/1', '128.0.0.0/1', '::/1', '8000::/1'))).toBe(false);
  });

  it('are counted by neighbourhoods', () => {
    expect(networkOf('::ffff:10.0.0.7')).toBe(networkOf('10.0.0.7'));
    expect(networkOf('10.0.0.7')).not.toBe(networkOf('10.0.0.8'));
    expect(networkOf('2001:db8::1')).toBe(networkOf('2001:db8:0:0:ff::2'));
    expect(networkOf('2001:db8::1')).not.toBe(networkOf('2001:db8:0:1::1'));
  });

  it.each([
    ['a stranger claims', '203.0.113.9', '1.2.3.4', '203.0.113.9'],
    ['the gateway says', '10.0.0.7', '1.2.3.4, 198.51.100.1', '198.51.100.1'],
    ['two gateways say', '10.0.0.7', '198.51.100.1, 10.0.0.8', '198.51.100.1'],
    ['the gateway passes on nonsense', '10.0.0.7', '<script>', '10.0.0.7'],
    ['the gateway says nothing', '10.0.0.7', undefined, '10.0.0.7'],
  ])('where %s', (_what, peer, forwarded, address) => {
    const header = (name: string) => (name === 'x-forwarded-for' ? forwarded : undefined);
    expect(addressOf({ header, peer }, parseRanges('10.0.0.0/24'))).toBe(address);
  });
});

describe('the list of tokens', () => {
  const hash = 'a'.repeat(64);

  it('is a name and a hash a line', () => {
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
  ])('has no line %j', (line) => {
    const { tokens, badLines } = parseTokens(`ok:${hash}\n${line}\nlast:${hash}`);
    expect(tokens.map(({ name }) => name)).toEqual(['ok', 'last']);
    expect(badLines).toEqual([2]);
  });

  it('finds a token by its hash only, wherever it stands', async () => {
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
    // A word somebody made up and hashed themselves is no token of ours.
    const own = [{ name: 'own', hash: await hashText('secret') }];
    expect(await findToken(own, 'secret')).toBeUndefined();
  });

  it('has tokens of one form', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const token = formatToken(bytes);
        expect(token).toMatch(/^artc-[A-Za-z0-9_-]{43}$/);
        expect(Buffer.from(token.slice(5), 'base64url')).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('hashes as every other tool does', async () => {
    expect(await hashText('abc')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it.each(['', 'a b', 'a:b', 'a\nb', 'a,b', '-'.repeat(65)])('has nobody called %j', (name) => {
    expect(isTokenName(name)).toBe(false);
  });
});

describe('the cookie', () => {
  it.each([
    ['https from anywhere', 'lens.example.com', 'https://lens.example.com', 'secure'],
    ['https on this machine', 'localhost:8787', 'https://localhost:8787', 'secure'],
    ['http on this machine', '[::1]:8787', 'http://[::1]:8787', 'plain'],
    ['http from elsewhere', 'lens.example.com', 'http://lens.example.com', 'refused'],
    ['a tool on this machine', '127.0.0.1:8787', undefined, 'plain'],
    ['a tool elsewhere', 'lens.example.com', undefined, 'secure'],
  ])('for %s', (_what, host, origin, cookie) => {
    expect(chooseCookie(host, origin)).toBe(cookie);
  });

  it('is found among others, and never the one that anybody could plant', () => {
    const header = 'a=1; artc-lens=planted; __Host-artc-lens=good; __Host-artc-lens=late; b';
    expect(readSessionCookie(header, 'lens.example.com')).toBe('good');
    expect(readSessionCookie('artc-lens=planted', 'lens.example.com:8443')).toBeUndefined();
    expect(readSessionCookie('artc-lens=mine', 'localhost:8787')).toBe('mine');
    expect(readSessionCookie(undefined, 'localhost')).toBeUndefined();
  });
});

describe('a rate bound', () => {
  it('holds over every stretch of time', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 300 }), { maxLength: 200 }), (waits) => {
        let now = 0;
        const bound = createRateLimiter({ limit: 5, per: 1_000, now: () => now });
        const taken: number[] = [];
        for (const wait of waits) {
          now += wait;
          if (bound.wait('a') > 0) continue;
          bound.count('a');
          taken.push(now);
        }
        for (const at of taken) {
          expect(taken.filter((one) => one >= at && one < at + 1_000).length).toBeLessThanOrEqual(
            5,
          );
        }
      }),
    );
  });

  it('counts amounts, and says when enough of them is over', () => {
    let now = 0;
    const bound = createRateLimiter({ limit: 10, per: 1_000, now: () => now });
    bound.count('a', 4);
    now = 300;
    bound.count('a', 5);
    expect([bound.wait('a'), bound.wait('b')]).toEqual([0, 0]);
    bound.count('a', 30);
    // Only once the thirty are over, too, is there room for one.
    expect(bound.wait('a')).toBe(1_000);
    now = 1_299;
    expect(bound.wait('a')).toBe(1);
    now = 1_300;
    expect(bound.wait('a')).toBe(0);
  });

  it('never makes anybody wait longer than its stretch, wherever the clock is set', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5_000, max: 5_000 })), (steps) => {
        let now = 100_000;
        const bound = createRateLimiter({ limit: 2, per: 1_000, now: () => now });
        for (const step of steps) {
          now += step;
          bound.count('a', 3);
          expect(bound.wait('a')).toBeLessThanOrEqual(1_000);
        }
        now -= 7_200_000;
        const wait = bound.wait('a');
        expect(wait).toBeLessThanOrEqual(1_000);
        now += wait;
        expect(bound.wait('a')).toBe(0);
      }),
    );
  });
});

describe('turns', () => {
  it('are one after another for a key, whatever fails, and at once for others', async () => {
    const takeTurns = createKeyedMutex();
    const begun: string[] = [];
    const ends = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
    const work = (name: string) => () =>
      new Promise<void>((resolve, reject) => {
        begun.push(name);
        ends.set(name, { resolve, reject });
      });
    const first = takeTurns('a', work('a1'));
    const second = takeTurns('a', work('a2'));
    const other = takeTurns('b', work('b1'));
    await flushPromises();
    expect(begun).toEqual(['a1', 'b1']);
    ends.get('a1')?.reject(new Error('no luck'));
    await expect(first).rejects.toThrow('no luck');
    await flushPromises();
    expect(begun).toEqual(['a1', 'b1', 'a2']);
    ends.get('a2')?.resolve();
    ends.get('b1')?.resolve();
    await Promise.all([second, other]);
  });
});

it('the sign-in page has the very colours of the page', () => {
  const tokens = (css: string) =>
    new Map([...css.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]));
  const css = readFileSync(
    join(import.meta.dirname, '../../../src/app/ui/styles/tokens.css'),
    'utf8',
  );
  const [ours, theirs] = [tokens(ACCESS_STYLE), tokens(css)];
  expect(ours.size).toBeGreaterThan(10);
  for (const [name, value] of ours) expect([name, theirs.get(name)]).toEqual([name, value]);
  const used = new Set([...ACCESS_STYLE.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name));
  expect([...used].filter((name) => !ours.has(name))).toEqual([]);
});
