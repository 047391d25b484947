// Network addresses as the proxy compares them: who is this machine, who is a named peer, who is one neighbour.

/** Whether only this machine can reach an address or host name. */
export function isLoopback(host: string): boolean {
  return /^127(?:\.\d{1,3}){3}$/.test(host) || ['localhost', '::1', '[::1]'].includes(host);
}

interface Address {
  bits: 32 | 128;
  value: bigint;
}

/** The addresses `10.0.0.0/8`, or the one address without a `/`. */
export interface AddressRange extends Address {
  prefix: number;
}

/** An address or CIDR range; undefined when it is neither. Bits after the prefix do not matter. */
export function parseRange(text: string): AddressRange | undefined {
  const [, host = '', length] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const address = parseAddress(host);
  if (!address) return undefined;
  const prefix = length === undefined ? address.bits : Number(length);
  return prefix <= address.bits ? { ...address, prefix } : undefined;
}

/** Whether a peer's address, as a socket gives it, lies in one of `ranges`. */
export function isWithin(text: string, ranges: readonly AddressRange[]): boolean {
  const address = parseAddress(text);
  return ranges.some(({ bits, value, prefix }) => {
    const rest = BigInt(bits - prefix);
    return address?.bits === bits && address.value >> rest === value >> rest;
  });
}

/**
 * Who is counted as one: an IPv4 address, or an IPv6 neighbourhood of 64 bits, as that is what one
 * household or server has. What is no address counts as itself.
 */
export function networkOf(text: string): string {
  const address = parseAddress(text);
  if (!address) return text;
  return address.bits === 32 ? text.replace(/^.*:/, '') : `${address.value >> 64n}/64`;
}

/** IPv4 in IPv6 (`::ffff:10.0.0.1`), as dual-stack sockets give it, is IPv4. */
function parseAddress(text: string): Address | undefined {
  const mapped = /^::ffff:(?=\d+\.)/i.exec(text)?.[0].length ?? 0;
  const v4 = parseV4(text.slice(mapped));
  if (v4 !== undefined) return { bits: 32, value: v4 };
  // A scope such as %eth0 names an interface of this machine, not an address.
  const v6 = parseV6(text.replace(/%.*$/, ''));
  return v6 === undefined ? undefined : { bits: 128, value: v6 };
}

function parseV4(text: string): bigint | undefined {
  if (!/^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(text)) return undefined;
  return text.split('.').reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function parseV6(text: string): bigint | undefined {
  // The URL parser knows every way of writing one, and gives them back in one way.
  const url = /^[0-9a-f:.]+$/i.test(text) && `http://[${text}]`;
  if (!url || !URL.canParse(url)) return undefined;
  const [head = '', tail] = new URL(url).hostname.slice(1, -1).split('::');
  const before = groupsOf(head);
  const after = groupsOf(tail);
  const zeros = Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...zeros, ...after].reduce(
    (value, group) => (value << 16n) | BigInt(`0x${group}`),
    0n,
  );
}

function groupsOf(part = ''): string[] {
  return part === '' ? [] : part.split(':');
}
