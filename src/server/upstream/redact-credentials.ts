import type { Credentials } from '../../signature/acs3.ts';

/** Private fields: what prints, copies or serializes objects does not see them. */
class HiddenCredentials implements Credentials {
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

/** The same keys, readable by name only: `util.inspect`, JSON, spreading and logs show none of them. */
export function redactCredentials(credentials: Credentials): Credentials {
  return new HiddenCredentials(credentials);
}
