import type { Credentials } from '../../signature/acs3.ts';

class RedactedCredentials implements Credentials {
  readonly #accessKeyId: string;
  readonly #accessKeySecret: string;
  readonly #securityToken: string | undefined;

  constructor({ accessKeyId, accessKeySecret, securityToken }: Credentials) {
    this.#accessKeyId = accessKeyId;
    this.#accessKeySecret = accessKeySecret;
    this.#securityToken = securityToken;
  }

  get accessKeyId(): string {
    return this.#accessKeyId;
  }

  get accessKeySecret(): string {
    return this.#accessKeySecret;
  }

  get securityToken(): string | undefined {
    return this.#securityToken;
  }
}

/** Hides the values from `util.inspect`, JSON, object spread and logs. */
export function redactCredentials(credentials: Credentials): Credentials {
  return new RedactedCredentials(credentials);
}
