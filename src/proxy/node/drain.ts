import type { Server } from 'node:http';
import type { Millis } from '../../contract/time.ts';

/** Requests under way may take this long once the server is to stop. */
const PATIENCE: Millis = 9_000;

/** Takes no new connection, lets what is under way finish, and resolves; cuts off what takes too long. */
export function drain(server: Server, patience: Millis = PATIENCE): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), patience);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
