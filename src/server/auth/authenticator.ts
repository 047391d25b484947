import type { Millis } from '../../contract/domain/time.ts';

export interface RequestIdentity {
  /** By name in lower case. */
  header: (name: string) => string | undefined;
  /** Remote address of the socket. */
  peer: string;
}

/** `rate-limited`: too many invalid tokens from this address. */
export type AuthFailure = { kind: 'anonymous' } | { kind: 'rate-limited'; retryAfterMs: Millis };

export type AuthResult = { kind: 'user'; name: string } | AuthFailure;

export interface Authenticator {
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
