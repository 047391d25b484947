import type { AddressRange } from '../http/ip-ranges.ts';
import type { Log } from '../telemetry/log.ts';
import type { SignInService } from './authenticator.ts';
import { clientAddressOf } from './client-address.ts';
import { readSessionSecret } from './session-cookie.ts';
import type { Sessions } from './sessions.ts';
import type { CheckToken } from './token-check.ts';

export interface SignInServiceDeps {
  sessions: Sessions;
  checkToken: CheckToken;
  trustedPeers: readonly AddressRange[];
  log: Log;
}

/** Signing in ends the previous session. */
export function createSignInService(deps: SignInServiceDeps): SignInService {
  const { sessions, checkToken, trustedPeers, log } = deps;
  return {
    async signIn(identity, token) {
      const address = clientAddressOf(identity, trustedPeers);
      const result = await checkToken(token.trim(), address, 'page');
      if (result.kind !== 'valid') return result;
      await sessions.close(readSessionSecret(identity));
      log.audit('signed in', { name: result.token.name, address, by: 'page' });
      return { secret: await sessions.open(result.token) };
    },
    async signOut(identity) {
      const session = await sessions.close(readSessionSecret(identity));
      if (!session) return;
      const address = clientAddressOf(identity, trustedPeers);
      log.audit('signed out', { name: session.name, address });
    },
  };
}
