import { describe, expect, it } from 'vitest';
import { chooseCookieKind, readSessionSecret } from '../../../src/server/auth/session-cookie.ts';

describe('chooseCookieKind', () => {
  it.each([
    ['secure', 'https from another machine', 'lens.example.com', 'https://lens.example.com'],
    ['secure', 'https on loopback', 'localhost:8787', 'https://localhost:8787'],
    ['plain', 'http on loopback', '[::1]:8787', 'http://[::1]:8787'],
    ['insecure', 'http from another machine', 'lens.example.com', 'http://lens.example.com'],
    ['plain', 'a client without Origin on loopback', '127.0.0.1:8787', undefined],
    ['secure', 'a client without Origin elsewhere', 'lens.example.com', undefined],
  ])('returns %s for %s', (kind, _request, host, origin) => {
    expect(chooseCookieKind(host, origin)).toBe(kind);
  });
});

describe('readSessionSecret', () => {
  const read = (cookie: string | undefined, host: string) =>
    readSessionSecret({ header: (name) => ({ cookie, host })[name], peer: '' });

  it('returns the first secure cookie, and the plain one only on loopback', () => {
    const cookies = 'a=1; artc-lens=planted; __Host-artc-lens=good; __Host-artc-lens=late; b';
    expect(read(cookies, 'lens.example.com')).toBe('good');
    expect(read('artc-lens=planted', 'lens.example.com:8443')).toBeUndefined();
    expect(read('artc-lens=mine', 'localhost:8787')).toBe('mine');
    expect(read(undefined, 'localhost')).toBeUndefined();
  });
});
