// For load balancers: whether this server can do its work. Whoever took it out of turn sends it nothing
// else, so the question itself has what failed tried again.
import { STEP, floorToStep } from '../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import type { WindowService } from '../windows/window-service.ts';
import type { TieredStore } from '../archive/tiered-store.ts';
import type { CredentialSource } from '../upstream/upstream-client.ts';
import type { MonotonicClock } from '../timers.ts';

/** In what state the parts are; `status` is the first that is not ok. */
export interface Readiness {
  status: 'ok' | 'draining' | 'failing' | 'missing' | 'refused';
  archive: 'ok' | 'failing';
  /** There are none; or the upstream takes neither them nor what they may do. */
  credentials: 'ok' | 'missing' | 'refused';
}

export interface ReadinessDeps {
  store: Pick<TieredStore, 'stats' | 'recheck'>;
  flow: Pick<WindowService, 'stats' | 'fetchWindow'>;
  credentials?: Pick<CredentialSource, 'isUsable'> | undefined;
  /** Whether new work is welcome. */
  isReady: () => boolean;
  /** An app to try refused keys with; undefined where none is known. */
  someApp: () => string | undefined;
  /** The upstream's time. */
  now: () => EpochMs;
  tick: MonotonicClock;
  stopping?: AbortSignal | undefined;
}

/** Tells how ready the server is, at once, by what is known. */
export function createReadiness(deps: ReadinessDeps): () => Readiness {
  const { store, flow, now, tick } = deps;
  const stopping = deps.stopping ?? new AbortController().signal;
  let isTrying = false;
  let tryAgainAt: Millis = -Infinity;

  /** Asks for the last bucket, which nobody has kept: the gate lets that through when it is time to. */
  const tryKeys = async (appId: string) => {
    const end = floorToStep(now());
    const request = { appId, metric: 'JoinChannelSucRate', begin: end - STEP, end } as const;
    const requester = { client: 'readiness', isBackground: true };
    isTrying = true;
    try {
      const { problem } = await flow.fetchWindow(request, stopping, requester);
      tryAgainAt = tick() + (problem?.retryAfterMs ?? 0);
    } catch {
      // The server stops, or the log has it.
    } finally {
      isTrying = false;
    }
  };

  return () => {
    store.recheck();
    const areRefused = flow.stats().keysRefused;
    const appId = deps.someApp();
    if (areRefused && appId !== undefined && !isTrying && tick() >= tryAgainAt) void tryKeys(appId);
    const archive = store.stats().failing ? 'failing' : 'ok';
    const hasKeys = deps.credentials?.isUsable?.() ?? true;
    const credentials = !hasKeys ? 'missing' : areRefused ? 'refused' : 'ok';
    const parts = [deps.isReady() ? 'ok' : 'draining', archive, credentials] as const;
    return { status: parts.find((part) => part !== 'ok') ?? 'ok', archive, credentials };
  };
}
