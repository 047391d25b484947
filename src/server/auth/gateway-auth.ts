import type { EpochMs } from '../../contract/domain/time.ts';
import { isWithin } from '../http/ip-ranges.ts';
import type { AddressRange } from '../http/ip-ranges.ts';
import type { Log } from '../telemetry/log.ts';
import type { Authenticator } from './authenticator.ts';
import { clientAddressOf } from './client-address.ts';
import { createFirstUseAudit } from './first-use-audit.ts';

export interface GatewayAuthDeps {
  /** Header with the user name, in lower case. */
  userHeader: string;
  /** Gateways that may set the header; it is ignored from any other address. */
  trustedPeers: readonly AddressRange[];
  now: () => EpochMs;
  log: Log;
}

/** Access through a gateway that signs users in and passes their name in a header. */
export function createGatewayAuth(deps: GatewayAuthDeps): Authenticator {
  const { userHeader, trustedPeers, now, log } = deps;
  const auditFirstUse = createFirstUseAudit(log, now);
  return {
    authenticate(identity) {
      const name = identity.header(userHeader)?.trim() ?? '';
      // A comma means that the header was sent twice: by the client and by the gateway.
      const isSingleName = /^[^,\p{Cc}]{1,128}$/u.test(name);
      if (!isSingleName || !isWithin(identity.peer, trustedPeers)) {
        return Promise.resolve({ kind: 'anonymous' });
      }
      auditFirstUse(name, clientAddressOf(identity, trustedPeers), 'gateway');
      return Promise.resolve({ kind: 'user', name });
    },
  };
}
