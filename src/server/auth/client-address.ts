import { isWithin } from '../http/ip-ranges.ts';
import type { AddressRange } from '../http/ip-ranges.ts';
import type { RequestIdentity } from './authenticator.ts';

/** Behind trusted gateways the last forwarded address that is not trusted. */
export function clientAddressOf(
  { header, peer }: RequestIdentity,
  trustedPeers: readonly AddressRange[],
): string {
  if (!isWithin(peer, trustedPeers)) return peer;
  const forwarded = (header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  const address = forwarded.findLast((part) => part !== '' && !isWithin(part, trustedPeers));
  return address !== undefined && /^[0-9A-Fa-f.:]{2,45}$/.test(address) ? address : peer;
}
