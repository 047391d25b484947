import type { Server } from 'node:http';
import type { Millis } from '../../../contract/domain/time.ts';

const DRAIN_TIMEOUT: Millis = 9_000;
const SWEEP_INTERVAL: Millis = 50;

/** Stops accepting connections and resolves when open requests have finished; aborts them after `timeout`. */
export function drain(server: Server, timeout: Millis = DRAIN_TIMEOUT): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), timeout);
    // A keep-alive connection becomes idle only after its response.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_INTERVAL);
    server.close(() => {
      clearTimeout(timer);
      clearInterval(sweep);
      resolve();
    });
  });
}
