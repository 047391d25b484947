import { describe, expect, it } from 'vitest';
import {
  SECURITY_HEADERS,
  securityHeaders,
} from '../../../src/server/middleware/security-headers.ts';
import { parseSettings, serverHosts } from '../../../src/server/settings/settings.ts';
import { parseRanges } from '../../support/server/access.ts';

const TOKENS = { ARTC_ACCESS_TOKENS: 'tokens' };
const GATEWAY = { ARTC_TRUST_PROXY_HEADER: 'X-Forwarded-User', ARTC_TRUST_PROXY_PEERS: '10.0.0.7' };

describe('settings of access', () => {
  it('are none on loopback', () => {
    expect(parseSettings({}).settings?.access).toEqual({
      peers: [],
      hosts: [],
      frameAncestors: [],
    });
  });

  it('are read', () => {
    const { settings } = parseSettings({
      ...TOKENS,
      HOST: '0.0.0.0',
      ARTC_TRUST_PROXY_PEERS: '10.0.0.7, 10.1.0.0/16 fd00::/8',
      ARTC_HOSTS: 'Lens.Example.com, lens.example.com:8443,[fd00::1]:80',
      ARTC_FRAME_ANCESTORS: 'self https://wiki.example.com https://*.example.org:8443',
    });
    expect(settings?.access).toEqual({
      tokensFile: 'tokens',
      peers: parseRanges('10.0.0.7', '10.1.0.0/16', 'fd00::/8'),
      hosts: ['lens.example.com', 'lens.example.com:8443', '[fd00::1]'],
      frameAncestors: ["'self'", 'https://wiki.example.com', 'https://*.example.org:8443'],
    });
    const gateway = parseSettings({ ...GATEWAY, HOST: '10.0.0.8' }).settings?.access;
    expect(gateway).toMatchObject({ header: 'x-forwarded-user', peers: parseRanges('10.0.0.7') });
  });

  it.each([
    ['0.0.0.0', TOKENS, ['ARTC_HOSTS']],
    ['::', TOKENS, ['ARTC_HOSTS']],
    ['[::]', GATEWAY, ['ARTC_HOSTS']],
    ['0.0.0.0', {}, ['HOST']],
    ['lens.example.com', {}, ['HOST']],
    ['10.0.0.8', { ARTC_HOSTS: 'lens.example.com' }, ['HOST']],
    ['127.0.0.1', { ARTC_HOSTS: 'lens.example.com' }, ['ARTC_HOSTS']],
    ['127.0.0.1', { ARTC_TRUST_PROXY_PEERS: '10.0.0.7' }, ['ARTC_TRUST_PROXY_PEERS']],
    ['127.0.0.1', { ARTC_TRUST_PROXY_HEADER: 'X-User' }, ['ARTC_TRUST_PROXY_HEADER']],
    ['127.0.0.1', { ...TOKENS, ...GATEWAY }, ['ARTC_ACCESS_TOKENS']],
    ['127.0.0.1', { ...GATEWAY, ARTC_TRUST_PROXY_HEADER: 'X User' }, ['ARTC_TRUST_PROXY_HEADER']],
    ['127.0.0.1', { ...GATEWAY, ARTC_TRUST_PROXY_PEERS: 'gateway' }, ['ARTC_TRUST_PROXY_PEERS']],
    ['127.0.0.1', { ...GATEWAY, ARTC_TRUST_PROXY_PEERS: '0.0.0.0/0' }, ['ARTC_TRUST_PROXY_PEERS']],
    ['127.0.0.1', { ...TOKENS, ARTC_HOSTS: 'https://lens.example.com' }, ['ARTC_HOSTS']],
    ['127.0.0.1', { ...TOKENS, ARTC_HOSTS: 'lens.example.com/x' }, ['ARTC_HOSTS']],
    ['127.0.0.1', { ...TOKENS, ARTC_HOSTS: '*.example.com' }, ['ARTC_HOSTS']],
    ['127.0.0.1', { ARTC_FRAME_ANCESTORS: '*' }, ['ARTC_FRAME_ANCESTORS']],
    [
      '127.0.0.1',
      { ARTC_FRAME_ANCESTORS: 'https://a.example;script-src' },
      ['ARTC_FRAME_ANCESTORS'],
    ],
  ])('HOST=%s with %j do not start, for %j', (HOST, env, names) => {
    const { errors = [] } = parseSettings({ HOST, ...env });
    expect(errors.map((sentence) => sentence.split(/[ :]/)[0])).toEqual(names);
    for (const sentence of errors) expect(sentence).toMatch(/\.$/);
  });

  it.each([
    ['10.0.0.8', TOKENS],
    ['fd00::1', GATEWAY],
    ['0.0.0.0', { ...TOKENS, ARTC_HOSTS: 'lens.example.com' }],
    ['127.0.0.1', { ARTC_HOSTS: 'localhost:9000' }],
    ['127.0.0.1', { ...TOKENS, ARTC_HOSTS: 'lens.example.com' }],
  ])('HOST=%s with %j start', (HOST, env) => {
    expect(parseSettings({ HOST, ...env }).errors).toBeUndefined();
  });

  it.each([
    ['127.0.0.1', {}, []],
    ['10.0.0.8', {}, ['10.0.0.8:8787']],
    ['fd00::1', {}, ['[fd00::1]:8787']],
    ['0.0.0.0', { ARTC_HOSTS: 'lens.example.com' }, ['lens.example.com']],
    ['::', { ARTC_HOSTS: 'lens.example.com' }, ['lens.example.com']],
  ])('HOST=%s with %j is asked under its own names and %j', (HOST, env, more) => {
    const { settings } = parseSettings({ HOST, ...TOKENS, ...env });
    if (!settings) throw new Error('these are good');
    const local = ['127.0.0.1:8787', 'localhost:8787', '[::1]:8787'];
    expect(serverHosts(settings, 8_787)).toEqual([...local, ...more]);
  });
});

describe('who may frame the page', () => {
  it('is nobody by default', () => {
    expect(securityHeaders([])).toBe(SECURITY_HEADERS);
    expect(SECURITY_HEADERS['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  it('is who is named, in the one header that can name them', () => {
    const headers = securityHeaders(["'self'", 'https://wiki.example.com']);
    expect(headers['content-security-policy']).toMatch(
      /; frame-ancestors 'self' https:\/\/wiki\.example\.com$/,
    );
    expect(headers['x-frame-options']).toBeUndefined();
    expect(Object.keys(headers)).toHaveLength(Object.keys(SECURITY_HEADERS).length - 1);
  });
});
