import type { EpochMs } from '../../contract/domain/time.ts';
import { isWithin } from '../http/ip-ranges.ts';
import type { AddressRange } from '../http/ip-ranges.ts';
import type { Log } from '../telemetry/log.ts';
import type { Authenticator } from './authenticator.ts';
import { clientAddressOf } from './client-address.ts';
import { createFirstUseAudit } from './first-use-audit.ts';

export interface GatewayAuthDeps {
  /** In lower case. */
  userHeader: string;
  /** Peers that may send the header. */
  trustedPeers: readonly AddressRange[];
  now: () => EpochMs;
  log: Log;
}

/** Trusts a gateway that names the user in a header. */
export function createGatewayAuth(deps: GatewayAuthDeps): Authenticator {
  const { userHeader, trustedPeers, now, log } = deps;
  const auditFirstUse = createFirstUseAudit(log, now);
  return {
    authenticate(identity) {
      const name = identity.header(userHeader)?.trim() ?? '';
      // A comma: client and gateway both sent the header.
      const isSingleName = /^[^,\p{Cc}]{1,128}$/u.test(name);
      if (!isSingleName || !isWithin(identity.peer, trustedPeers)) {
        return Promise.resolve({ kind: 'anonymous' });
      }
      auditFirstUse(name, clientAddressOf(identity, trustedPeers), 'gateway');
      return Promise.resolve({ kind: 'user', name });
    },
  };
}
