import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReturnPath, signInPath } from '../../../src/server/http/return-path.ts';

describe('parseReturnPath', () => {
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
  ])('parses %j as %j', (raw, path) => {
    expect(parseReturnPath(raw)).toBe(path);
  });

  it('never returns an address of another origin', () => {
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
        const path = parseReturnPath(raw);
        const url = new URL(path, 'https://lens.example.com');
        expect(url.origin).toBe('https://lens.example.com');
        expect(path).toMatch(/^\/[\u0021-\u007e]*$/);
        expect(parseReturnPath(path)).toBe(path);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('signInPath', () => {
  it('carries a return path on this server and further parameters', () => {
    expect(signInPath('/?app=x&tz=UTC', { lang: 'zh' })).toBe(
      '/signin?to=%2F%3Fapp%3Dx%26tz%3DUTC&lang=zh',
    );
    expect(signInPath('//evil.example')).toBe('/signin');
  });
});
