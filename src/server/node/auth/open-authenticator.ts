import type { EpochMs } from '../../../contract/domain/time.ts';
import { createGatewayAuth, createTokenAuth } from '../../auth/authenticator.ts';
import type { Authenticator } from '../../auth/authenticator.ts';
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
  const { tokensFile, header, peers } = settings.access;
  if (tokensFile !== undefined) {
    return createTokenAuth({ tokens: openTokenFile(tokensFile, log), peers, now, log });
  }
  return header === undefined ? undefined : createGatewayAuth({ header, peers, now, log });
}
