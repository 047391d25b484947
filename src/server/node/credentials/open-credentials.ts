import type { EpochMs } from '../../../contract/domain/time.ts';
import type { CredentialOrigin } from '../../settings/credentials.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Log } from '../../telemetry/log.ts';
import { monotonicNow, sleepOnTimers } from '../../timers.ts';
import { createRefreshingCredentials } from '../../upstream/credential-source.ts';
import type { CredentialSource } from '../../upstream/upstream-client.ts';
import { loadCredentials } from './vendor-credentials.ts';

const HINTS: Record<CredentialOrigin['kind'], string> = {
  profile:
    'Check that the credentials file is readable and contains the profile named by ALIBABA_CLOUD_PROFILE.',
  ecs_ram_role:
    'Check that the machine has a RAM role and that its metadata service (version 2) is reachable.',
  oidc_role_arn:
    'Check the token file, that the role trusts the OIDC provider, and that the server can reach STS.',
};

/** Starts loading expiring credentials; undefined for static keys. */
export function openCredentials(deps: {
  settings: Settings;
  now: () => EpochMs;
  log: Log;
}): CredentialSource | undefined {
  const { settings, now, log } = deps;
  const origin = settings.credentialOrigin;
  if (!origin) return undefined;
  const source = createRefreshingCredentials({
    load: () => loadCredentials(origin),
    now,
    tick: monotonicNow,
    sleep: sleepOnTimers,
    log,
    hint: HINTS[origin.kind],
  });
  source.isUsable();
  return source;
}
