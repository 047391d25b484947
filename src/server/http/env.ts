/** The party a request counts for in rate limits and fair queueing. */
export interface Client {
  /** User name; the remote address where there is no access control. */
  id: string;
  /** User name, set by access control only. */
  name?: string;
}

/** Default client for hosts that pass none. */
export const LOCAL_CLIENT: Client = { id: 'local' };

/** The host passes a client by remote address; `requireUser` replaces it with the signed-in user. */
export interface AppEnv {
  Bindings: { client: Client };
}
