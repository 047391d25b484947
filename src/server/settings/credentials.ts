// Where the account's keys come from: set as they are, or from a source that renews them.
import type { Credentials } from '../../signature/acs3.ts';
import { redactCredentials } from '../upstream/redact-credentials.ts';
import type { EnvParser } from './env-parser.ts';

const KEY_ID = 'ALIBABA_CLOUD_ACCESS_KEY_ID';
const KEY_SECRET = 'ALIBABA_CLOUD_ACCESS_KEY_SECRET';
const TOKEN = 'ALIBABA_CLOUD_SECURITY_TOKEN';

/** Variables whose value may stand in a file that `NAME_FILE` names. */
export const SECRET_NAMES = [KEY_ID, KEY_SECRET, TOKEN] as const;

const SOURCES = ['keys', 'profile', 'ecs_ram_role', 'oidc_role_arn'] as const;

/** A source of keys that are renewed, in the vendor's own names. */
export type CredentialOrigin =
  /** A section of the vendor's credentials file. */
  | { kind: 'profile'; profile: string }
  /** The role of the machine, from its metadata service; without a name, the one it has. */
  | { kind: 'ecs_ram_role'; roleName: string | undefined }
  /** A role for a token in a file, as Kubernetes (RRSA) puts it there. */
  | {
      kind: 'oidc_role_arn';
      roleArn: string;
      providerArn: string;
      tokenFile: string;
      sessionName: string;
    };

export interface CredentialSettings {
  /** Keys set as they are. */
  credentials: Credentials | undefined;
  /** Where renewed keys come from instead. With neither there is demo data. */
  credentialOrigin: CredentialOrigin | undefined;
}

/** Reads `ARTC_CREDENTIALS` and what its source needs, or the plain keys. */
export function parseCredentials(read: EnvParser): CredentialSettings {
  const kind = read.choice('ARTC_CREDENTIALS', SOURCES, 'keys');
  if (kind === 'keys') return { credentials: readKeys(read), credentialOrigin: undefined };
  const [set] = SECRET_NAMES.filter((name) => read.text(name) !== undefined);
  if (set !== undefined) {
    read.refuse(`ARTC_CREDENTIALS is ${kind} but ${set} is set too: unset one of them.`);
  }
  refuseDebugLeaks(read);
  return { credentials: undefined, credentialOrigin: readOrigin(read, kind) };
}

function readOrigin(read: EnvParser, kind: CredentialOrigin['kind']): CredentialOrigin {
  if (kind === 'profile') return { kind, profile: read.text('ALIBABA_CLOUD_PROFILE') ?? 'default' };
  if (kind === 'ecs_ram_role') return { kind, roleName: read.text('ALIBABA_CLOUD_ECS_METADATA') };
  const need = (name: string) => {
    const value = read.text(name);
    if (value === undefined) read.refuse(`ARTC_CREDENTIALS is ${kind} but ${name} is not set.`);
    return value ?? '';
  };
  return {
    kind,
    roleArn: need('ALIBABA_CLOUD_ROLE_ARN'),
    providerArn: need('ALIBABA_CLOUD_OIDC_PROVIDER_ARN'),
    tokenFile: need('ALIBABA_CLOUD_OIDC_TOKEN_FILE'),
    sessionName: read.text('ALIBABA_CLOUD_ROLE_SESSION_NAME') ?? 'artc-lens',
  };
}

function readKeys(read: EnvParser): Credentials | undefined {
  const [id, secret, token] = SECRET_NAMES.map((name) => read.text(name));
  // Signed into header values: anything but visible ASCII is a copying mistake.
  for (const name of SECRET_NAMES) {
    if (!/^[!-~]*$/.test(read.text(name) ?? '')) {
      read.refuse(`${name} must hold no spaces, line breaks or letters outside ASCII.`);
    }
  }
  if (id !== undefined && secret !== undefined) {
    return redactCredentials({ accessKeyId: id, accessKeySecret: secret, securityToken: token });
  }
  if (id !== undefined || secret !== undefined) {
    const [set, unset] = id === undefined ? [KEY_SECRET, KEY_ID] : [KEY_ID, KEY_SECRET];
    read.refuse(`${set} is set but ${unset} is not: set both, or neither for demo data.`);
  } else if (token !== undefined) {
    read.refuse(`${TOKEN} is set but ${KEY_ID} and ${KEY_SECRET} are not: set all three.`);
  }
  return undefined;
}

/** What the vendor's package writes under these names are requests and answers, keys included. */
function refuseDebugLeaks(read: EnvParser): void {
  if (/httpx|sign|\*/i.test(read.text('DEBUG') ?? '')) {
    read.refuse('DEBUG must not name httpx, sign or * with ARTC_CREDENTIALS: it would print keys.');
  }
}
