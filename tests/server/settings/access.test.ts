import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../../src/server/settings/settings.ts';
import { parseRanges } from '../../support/server/access.ts';

const TOKENS = { ARTC_ACCESS_TOKENS: 'tokens' };
const GATEWAY = { ARTC_TRUST_PROXY_HEADER: 'X-Forwarded-User', ARTC_TRUST_PROXY_PEERS: '10.0.0.7' };

describe('parseAccess', () => {
  it('needs no access control on loopback', () => {
    expect(parseSettings({}).settings?.access).toEqual({
      trustedPeers: [],
      hosts: [],
      frameAncestors: [],
    });
  });

  it('reads every variable', () => {
    const { settings } = parseSettings({
      ...TOKENS,
      HOST: '0.0.0.0',
      ARTC_TRUST_PROXY_PEERS: '10.0.0.7, 10.1.0.0/16 fd00::/8',
      ARTC_HOSTS: 'Lens.Example.com, lens.example.com:8443,[fd00::1]:80',
      ARTC_FRAME_ANCESTORS: 'self https://wiki.example.com https://*.example.org:8443',
    });
    expect(settings?.access).toEqual({
      tokensFile: 'tokens',
      trustedPeers: parseRanges('10.0.0.7', '10.1.0.0/16', 'fd00::/8'),
      hosts: ['lens.example.com', 'lens.example.com:8443', '[fd00::1]'],
      frameAncestors: ["'self'", 'https://wiki.example.com', 'https://*.example.org:8443'],
    });
    const gateway = parseSettings({ ...GATEWAY, HOST: '10.0.0.8' }).settings?.access;
    expect(gateway).toMatchObject({
      userHeader: 'x-forwarded-user',
      trustedPeers: parseRanges('10.0.0.7'),
    });
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
  ])('rejects HOST=%s with %j, naming %j', (HOST, env, names) => {
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
  ])('accepts HOST=%s with %j', (HOST, env) => {
    expect(parseSettings({ HOST, ...env }).errors).toBeUndefined();
  });

  it.each(['0.0.0.0', '::', '[::]', '192.168.1.20', 'lens.example.com', '*', '127.0.0.1.evil'])(
    'rejects HOST=%s without access control',
    (HOST) => {
      const { errors } = parseSettings({ HOST });
      expect(errors?.join()).toMatch(/HOST must be a loopback address/);
    },
  );
});
