/** Who a request is from: what fairness and bounds are counted by. */
export interface Client {
  /** The same for all requests of one person, or of one address where persons are not known. */
  id: string;
  /** The person's name, where access control knows it. */
  name?: string;
}

/** Whoever asks where nobody is told apart: tests, and a host that names no visitor. */
export const LOCAL_CLIENT: Client = { id: 'local' };
