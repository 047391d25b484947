// A refreshing credential source on a manual clock, whose loads are settled by the test.
import { MINUTE } from '../../../src/contract/domain/time.ts';
import type { Log } from '../../../src/server/telemetry/log.ts';
import { createRefreshingCredentials } from '../../../src/server/upstream/credential-source.ts';
import type { LoadedCredentials } from '../../../src/server/upstream/credential-source.ts';
import { CREDENTIALS, NOW, createManualTime, flushPromises } from './test-doubles.ts';

export const HOUR = 60 * MINUTE;
export const HINT = 'Check the role.';

interface PendingLoad {
  resolve: (loaded: LoadedCredentials) => void;
  reject: (error: unknown) => void;
}

/** Credentials are named by the number of their load: `key-1`, `key-2`. */
export function createTestCredentials() {
  const time = createManualTime(NOW);
  const loads: PendingLoad[] = [];
  const logged: string[] = [];
  const write = (event: string, facts?: object) => void logged.push(JSON.stringify([event, facts]));
  const log: Log = { debug: write, info: write, warn: write, error: write, audit: write };
  const source = createRefreshingCredentials({
    load: () => new Promise((resolve, reject) => loads.push({ resolve, reject })),
    now: time.now,
    tick: time.tick,
    sleep: time.sleep,
    log,
    hint: HINT,
  });
  return {
    time,
    source,
    logged,
    loads,
    /** Settles the current load; without `lifetime` the credentials do not expire. */
    async resolveLoad(lifetime?: number) {
      const credentials = { ...CREDENTIALS, accessKeyId: `key-${loads.length}` };
      const expiresAt = lifetime === undefined ? undefined : time.now() + lifetime;
      loads.at(-1)?.resolve({ credentials, expiresAt });
      await flushPromises();
    },
    async rejectLoad(error: unknown = new Error(CREDENTIALS.accessKeySecret)) {
      loads.at(-1)?.reject(error);
      await flushPromises();
    },
    getKeyId: async () => (await source()).accessKeyId,
  };
}
