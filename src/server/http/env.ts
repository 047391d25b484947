/** Whom a request counts for in limits and queues. */
export interface Client {
  /** User name; without access control the remote address. */
  id: string;
  name?: string;
}

export const LOCAL_CLIENT: Client = { id: 'local' };

/** The host passes the client; `requireUser` replaces it with the user. */
export interface AppEnv {
  Bindings: { client: Client };
}
