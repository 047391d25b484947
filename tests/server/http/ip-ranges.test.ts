import { BlockList } from 'node:net';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLoopback, isWithin, networkOf, parseRange } from '../../../src/server/http/ip-ranges.ts';
import { parseRanges } from '../../support/server/access.ts';

describe('isWithin', () => {
  it("agrees with Node's BlockList", () => {
    const unmappedV6 = fc.ipV6().filter((address) => !/^::ffff:\d+\./i.test(address));
    for (const [family, bits, address] of [
      ['ipv4', 32, fc.ipV4()],
      ['ipv6', 128, unmappedV6],
    ] as const) {
      fc.assert(
        fc.property(
          address,
          address,
          fc.nat({ max: bits }),
          fc.boolean(),
          (network, other, prefix, isSelf) => {
            const oracle = new BlockList();
            oracle.addSubnet(network, prefix, family);
            const candidate = isSelf ? network : other;
            const ranges = parseRanges(`${network}/${prefix}`);
            expect(isWithin(candidate, ranges)).toBe(oracle.check(candidate, family));
          },
        ),
        { numRuns: 500 },
      );
    }
  });

  it('treats IPv4-mapped IPv6 addresses as IPv4 and ignores zones', () => {
    expect(isWithin('::ffff:10.0.0.7', parseRanges('10.0.0.0/8'))).toBe(true);
    expect(isWithin('10.0.0.7', parseRanges('::ffff:10.0.0.7'))).toBe(true);
    expect(isWithin('11.0.0.7', parseRanges('10.0.0.0/8'))).toBe(false);
    expect(isWithin('::1', parseRanges('0.0.0.1'))).toBe(false);
    expect(isWithin('fe80::1%eth0', parseRanges('fe80::/10'))).toBe(true);
  });
});

describe('parseRange', () => {
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
    '::010.0.0.1',
    '*',
  ])('rejects %j', (text) => {
    expect(parseRange(text)).toBeUndefined();
    expect(isWithin(text, parseRanges('0.0.0.0/1', '128.0.0.0/1', '::/1', '8000::/1'))).toBe(false);
  });

  it('does not read an IPv4-compatible address as an IPv4-mapped one', () => {
    expect(isWithin('::10.0.0.7', parseRanges('::a00:7'))).toBe(true);
    expect(isWithin('::10.0.0.7', parseRanges('10.0.0.7'))).toBe(false);
  });
});

describe('networkOf', () => {
  it('returns one key per IPv4 address and per IPv6 /64 network', () => {
    expect(networkOf('::ffff:10.0.0.7')).toBe(networkOf('10.0.0.7'));
    expect(networkOf('10.0.0.7')).not.toBe(networkOf('10.0.0.8'));
    expect(networkOf('2001:db8::1')).toBe(networkOf('2001:db8:0:0:ff::2'));
    expect(networkOf('2001:db8::1')).not.toBe(networkOf('2001:db8:0:1::1'));
  });
});

describe('isLoopback', () => {
  it.each(['localhost', '127.0.0.1', '127.8.9.10', '::1', '[::1]'])('accepts %s', (host) => {
    expect(isLoopback(host)).toBe(true);
  });

  it.each(['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.evil', 'localhost.evil.example', ''])(
    'rejects %j',
    (host) => {
      expect(isLoopback(host)).toBe(false);
    },
  );
});
