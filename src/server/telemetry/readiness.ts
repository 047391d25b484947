import type { WindowRequest } from '../../contract/wire/api.ts';
import type { Problem } from '../../contract/wire/problem.ts';
import { STEP, floorToStep } from '../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import type { MonotonicClock } from '../timers.ts';

/** The body of `GET /readyz`. */
export interface Readiness {
  status: 'ok' | 'draining' | 'failing' | 'missing' | 'refused';
  archive: 'ok' | 'failing';
  /** `refused`: the upstream rejects the credentials or their permissions. */
  credentials: 'ok' | 'missing' | 'refused';
}

export interface ReadinessDeps {
  store: { stats(): { failing: boolean }; recheck(): void };
  windowService: {
    stats(): { credentialsRejected: boolean };
    fetchWindow(
      request: WindowRequest,
      signal: AbortSignal,
      requester: { client: string; isBackground: boolean },
    ): Promise<{ problem?: Problem | undefined }>;
  };
  credentials?: { isUsable?(): boolean } | undefined;
  isReady: () => boolean;
  /** An app to test rejected credentials with. */
  getProbeApp: () => string | undefined;
  /** The upstream's time. */
  now: () => EpochMs;
  tick: MonotonicClock;
  stopping?: AbortSignal | undefined;
}

/**
 * Each check also triggers a recheck of failed parts: while the server is not ready, it gets no other
 * requests.
 */
export function createReadiness(deps: ReadinessDeps): () => Readiness {
  const { store, windowService, now, tick } = deps;
  const stopping = deps.stopping ?? new AbortController().signal;
  let isProbing = false;
  let nextProbeAt: Millis = -Infinity;

  // The last bucket is never cached.
  const probeCredentials = async (appId: string) => {
    const end = floorToStep(now());
    const request = { appId, metric: 'JoinChannelSucRate', begin: end - STEP, end } as const;
    const requester = { client: 'readiness', isBackground: true };
    isProbing = true;
    try {
      const { problem } = await windowService.fetchWindow(request, stopping, requester);
      nextProbeAt = tick() + (problem?.retryAfterMs ?? 0);
    } catch {
      // The server is stopping, or the error has been logged.
    } finally {
      isProbing = false;
    }
  };

  return () => {
    store.recheck();
    const isRejected = windowService.stats().credentialsRejected;
    const appId = deps.getProbeApp();
    const mayProbe = appId !== undefined && !isProbing && tick() >= nextProbeAt;
    if (isRejected && mayProbe) void probeCredentials(appId);
    const archive = store.stats().failing ? 'failing' : 'ok';
    const hasCredentials = deps.credentials?.isUsable?.() ?? true;
    const credentials = !hasCredentials ? 'missing' : isRejected ? 'refused' : 'ok';
    const states = [deps.isReady() ? 'ok' : 'draining', archive, credentials] as const;
    return { status: states.find((state) => state !== 'ok') ?? 'ok', archive, credentials };
  };
}
