import type { EpochMs } from '../../contract/domain/time.ts';
import type { AddressRange } from '../http/ip-ranges.ts';
import type { Log } from '../telemetry/log.ts';
import type { TokenList } from './access-tokens.ts';
import type { Authenticator, RequestIdentity } from './authenticator.ts';
import { clientAddressOf } from './client-address.ts';
import { createFirstUseAudit } from './first-use-audit.ts';
import { readSessionSecret } from './session-cookie.ts';
import { createSessions } from './sessions.ts';
import { createSignInService } from './sign-in-service.ts';
import { createTokenCheck } from './token-check.ts';

export interface TokenAuthDeps {
  tokens: TokenList;
  /** Gateways whose X-Forwarded-For is trusted. */
  trustedPeers: readonly AddressRange[];
  now: () => EpochMs;
  log: Log;
  randomBytes?: (length: number) => Uint8Array;
}

/** Accepts session cookies and bearer tokens. */
export function createTokenAuth(deps: TokenAuthDeps): Authenticator {
  const { tokens, trustedPeers, now, log } = deps;
  const randomBytes = deps.randomBytes ?? ((n) => crypto.getRandomValues(new Uint8Array(n)));
  const sessions = createSessions({ tokens, now, randomBytes });
  const checkToken = createTokenCheck({ tokens, now, log });
  const auditFirstUse = createFirstUseAudit(log, now);
  return {
    async authenticate(identity) {
      const session = await sessions.find(readSessionSecret(identity));
      if (session) return { kind: 'user', name: session.name };
      const bearerToken = bearerTokenOf(identity);
      if (bearerToken === undefined) return { kind: 'anonymous' };
      const address = clientAddressOf(identity, trustedPeers);
      const result = await checkToken(bearerToken, address, 'bearer');
      if (result.kind !== 'valid') return result;
      const { name } = result.token;
      auditFirstUse(name, address, 'bearer');
      return { kind: 'user', name };
    },
    signInService: createSignInService({ sessions, checkToken, trustedPeers, log }),
  };
}

function bearerTokenOf({ header }: RequestIdentity): string | undefined {
  return /^Bearer +(\S+)$/i.exec(header('authorization') ?? '')?.[1];
}
