import { describe, expect, it } from 'vitest';
import { clientAddressOf } from '../../../src/server/auth/client-address.ts';
import { parseRanges } from '../../support/server/access.ts';

describe('clientAddressOf', () => {
  it.each([
    ['ignores X-Forwarded-For of an untrusted peer', '203.0.113.9', '1.2.3.4', '203.0.113.9'],
    ['takes the last forwarded address', '10.0.0.7', '1.2.3.4, 198.51.100.1', '198.51.100.1'],
    ['skips trusted gateways in the chain', '10.0.0.7', '198.51.100.1, 10.0.0.8', '198.51.100.1'],
    ['returns the peer when the header is no address', '10.0.0.7', '<script>', '10.0.0.7'],
    ['returns the peer when the header is missing', '10.0.0.7', undefined, '10.0.0.7'],
  ])('%s', (_title, peer, forwarded, address) => {
    const header = (name: string) => (name === 'x-forwarded-for' ? forwarded : undefined);
    expect(clientAddressOf({ header, peer }, parseRanges('10.0.0.0/24'))).toBe(address);
  });
});
