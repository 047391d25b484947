import type { EpochMs } from '../../../contract/domain/time.ts';
import type { Authenticator } from '../../auth/authenticator.ts';
import { createGatewayAuth } from '../../auth/gateway-auth.ts';
import { createTokenAuth } from '../../auth/token-auth.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Log } from '../../telemetry/log.ts';
import { openTokenFile } from './token-file.ts';

export interface AuthenticatorDeps {
  settings: Pick<Settings, 'access'>;
  now: () => EpochMs;
  log: Log;
}

/** Creates the configured access control, if any. Throws a message for the operator if the token file is unusable. */
export function openAuthenticator(deps: AuthenticatorDeps): Authenticator | undefined {
  const { settings, now, log } = deps;
  const { tokensFile, userHeader, trustedPeers } = settings.access;
  if (tokensFile !== undefined) {
    return createTokenAuth({ tokens: openTokenFile(tokensFile, log), trustedPeers, now, log });
  }
  if (userHeader === undefined) return undefined;
  return createGatewayAuth({ userHeader, trustedPeers, now, log });
}
