import type { Credentials } from '../../signature/acs3.ts';
import { redactCredentials } from './redact-credentials.ts';
import type { EnvParser } from './env-parser.ts';

const KEY_ID = 'ALIBABA_CLOUD_ACCESS_KEY_ID';
const KEY_SECRET = 'ALIBABA_CLOUD_ACCESS_KEY_SECRET';
const TOKEN = 'ALIBABA_CLOUD_SECURITY_TOKEN';

/** `NAME_FILE` can name a file instead. */
export const SECRET_NAMES = [KEY_ID, KEY_SECRET, TOKEN] as const;

const SOURCES = ['keys', 'profile', 'ecs_ram_role', 'oidc_role_arn'] as const;

/** A source of renewable credentials. */
export type CredentialOrigin =
  /** In the vendor's credentials file. */
  | { kind: 'profile'; profile: string }
  /** From the metadata service; default: the attached role. */
  | { kind: 'ecs_ram_role'; roleName: string | undefined }
  /** Kubernetes (RRSA). */
  | {
      kind: 'oidc_role_arn';
      roleArn: string;
      providerArn: string;
      tokenFile: string;
      sessionName: string;
    };

/** At most one is set; neither: demo data. */
export interface CredentialSettings {
  credentials: Credentials | undefined;
  credentialOrigin: CredentialOrigin | undefined;
}

export function parseCredentials(env: EnvParser): CredentialSettings {
  const kind = env.choice('ARTC_CREDENTIALS', SOURCES, 'keys');
  if (kind === 'keys') return { credentials: parseKeys(env), credentialOrigin: undefined };
  const conflicting = SECRET_NAMES.find((name) => env.string(name) !== undefined);
  if (conflicting !== undefined) {
    env.fail(`ARTC_CREDENTIALS is ${kind}, but ${conflicting} is also set: unset one of them.`);
  }
  rejectDebugOutput(env);
  return { credentials: undefined, credentialOrigin: parseOrigin(env, kind) };
}

function parseOrigin(env: EnvParser, kind: CredentialOrigin['kind']): CredentialOrigin {
  if (kind === 'profile') {
    return { kind, profile: env.string('ALIBABA_CLOUD_PROFILE') ?? 'default' };
  }
  if (kind === 'ecs_ram_role') return { kind, roleName: env.string('ALIBABA_CLOUD_ECS_METADATA') };
  const required = (name: string) => {
    const value = env.string(name);
    if (value === undefined) env.fail(`ARTC_CREDENTIALS is ${kind}, but ${name} is not set.`);
    return value ?? '';
  };
  return {
    kind,
    roleArn: required('ALIBABA_CLOUD_ROLE_ARN'),
    providerArn: required('ALIBABA_CLOUD_OIDC_PROVIDER_ARN'),
    tokenFile: required('ALIBABA_CLOUD_OIDC_TOKEN_FILE'),
    sessionName: env.string('ALIBABA_CLOUD_ROLE_SESSION_NAME') ?? 'artc-lens',
  };
}

function parseKeys(env: EnvParser): Credentials | undefined {
  const [id, secret, token] = SECRET_NAMES.map((name) => env.string(name));
  // Header values.
  for (const name of SECRET_NAMES) {
    if (!/^[!-~]*$/.test(env.string(name) ?? '')) {
      env.fail(`${name} must not contain spaces, line breaks or non-ASCII characters.`);
    }
  }
  if (id !== undefined && secret !== undefined) {
    return redactCredentials({ accessKeyId: id, accessKeySecret: secret, securityToken: token });
  }
  if (id !== undefined || secret !== undefined) {
    const [set, missing] = id === undefined ? [KEY_SECRET, KEY_ID] : [KEY_ID, KEY_SECRET];
    env.fail(`${set} is set but ${missing} is not: set both, or neither for demo data.`);
  } else if (token !== undefined) {
    env.fail(`${TOKEN} is set but ${KEY_ID} and ${KEY_SECRET} are not: set all three.`);
  }
  return undefined;
}

// The vendor's package would print keys.
function rejectDebugOutput(env: EnvParser): void {
  if (/httpx|sign|\*/i.test(env.string('DEBUG') ?? '')) {
    env.fail('DEBUG must not name httpx, sign or * with ARTC_CREDENTIALS: it would print keys.');
  }
}
