import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

export interface AddressRange {
  address: Address;
  /** Bits. */
  prefix: number;
}

export function isLoopback(host: string): boolean {
  return /^127(?:\.\d{1,3}){3}$/.test(host) || ['localhost', '::1', '[::1]'].includes(host);
}

/** Parses an address or a CIDR range. */
export function parseRange(text: string): AddressRange | undefined {
  const [, host = '', length] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const address = parseAddress(host);
  if (!address) return undefined;
  const bits = address.kind() === 'ipv4' ? 32 : 128;
  const prefix = length === undefined ? bits : Number(length);
  return prefix <= bits ? { address, prefix } : undefined;
}

export function isWithin(text: string, ranges: readonly AddressRange[]): boolean {
  const candidate = parseAddress(text);
  return ranges.some(
    ({ address, prefix }) =>
      candidate?.kind() === address.kind() && candidate.match(address, prefix),
  );
}

/** Key for rate limits: the IPv4 address, or the /64 network, which a single host can own. */
export function networkOf(text: string): string {
  const address = parseAddress(text);
  if (!address) return text;
  return address instanceof ipaddr.IPv4
    ? address.toString()
    : `${address.parts.slice(0, 4).join(':')}/64`;
}

function parseAddress(text: string): Address | undefined {
  // Dual-stack sockets write IPv4 addresses as ::ffff:10.0.0.1.
  const v4 = text.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(v4)) return ipaddr.IPv4.parse(v4);
  // Zones (%eth0) do not matter. ipaddr.js would read ::10.0.0.1 as ::ffff:10.0.0.1.
  const v6 = text.replace(/%.*$/, '').replace(/[\d.]+$/, (end) => (isIPv4(end) ? toHex(end) : end));
  return !v6.includes('.') && ipaddr.IPv6.isValid(v6) ? ipaddr.IPv6.parse(v6) : undefined;
}

function isIPv4(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text);
}

function toHex(v4: string): string {
  const { parts } = ipaddr.IPv4.parse(v4).toIPv4MappedAddress();
  return parts
    .slice(-2)
    .map((part) => part.toString(16))
    .join(':');
}
