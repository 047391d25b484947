import type { Millis } from '../../contract/domain/time.ts';

/** What authentication needs of a request. */
export interface RequestIdentity {
  /** The value of a header, by its name in lower case. */
  header: (name: string) => string | undefined;
  /** Remote address of the socket. */
  peer: string;
}

/** Why a request has no user. `rate-limited`: its address sent too many invalid tokens. */
export type AuthFailure = { kind: 'anonymous' } | { kind: 'rate-limited'; retryAfterMs: Millis };

export type AuthResult = { kind: 'user'; name: string } | AuthFailure;

export interface Authenticator {
  /** Reads only headers, so that any route can call it before the body. */
  authenticate(identity: RequestIdentity): Promise<AuthResult>;
  /** Undefined where a gateway signs users in. */
  signInService?: SignInService;
}

export interface AccessControl {
  authenticator: Authenticator;
  /** The built `src/sign-in/sign-in.html`. */
  signInTemplate: string;
}

export interface SignInService {
  /** Exchanges an access token for the secret of a new session. */
  signIn(identity: RequestIdentity, token: string): Promise<{ secret: string } | AuthFailure>;
  signOut(identity: RequestIdentity): Promise<void>;
}
