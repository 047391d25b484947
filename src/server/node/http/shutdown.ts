import type { Server } from 'node:http';
import type { Millis } from '../../../contract/domain/time.ts';

/** Requests under way may take this long once the server is to stop. */
const PATIENCE: Millis = 9_000;
const SWEEP_EVERY: Millis = 50;

/** Takes no new connection, lets what is under way finish, and resolves; cuts off what takes too long. */
export function drain(server: Server, patience: Millis = PATIENCE): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), patience);
    // A kept-alive connection becomes idle only when its answer is out.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_EVERY);
    server.close(() => {
      clearTimeout(timer);
      clearInterval(sweep);
      resolve();
    });
  });
}
