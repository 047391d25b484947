// The window service on a manual clock, with a scripted upstream client and an archive in memory.
import type { WindowRequest } from '../../../src/contract/wire/api.ts';
import { METRICS } from '../../../src/contract/domain/metrics.ts';
import { windowKey } from '../../../src/contract/domain/subject-key.ts';
import { DAY, HOUR, MINUTE } from '../../../src/contract/domain/time.ts';
import type { UpstreamParams } from '../../../src/contract/wire/upstream.ts';
import type { Archive } from '../../../src/server/archive/archive.ts';
import { createTieredStore } from '../../../src/server/archive/tiered-store.ts';
import { createQuota } from '../../../src/server/limits/quota.ts';
import { createMemoryStore } from '../../../src/server/store/memory-store.ts';
import type { StoredWindow } from '../../../src/server/store/window-store.ts';
import { SILENT_LOG } from '../../../src/server/telemetry/log.ts';
import { NOOP_METRICS } from '../../../src/server/telemetry/metrics.ts';
import type { Metrics } from '../../../src/server/telemetry/metrics.ts';
import type { UpstreamFailure } from '../../../src/server/upstream/classify-error.ts';
import type { UpstreamClient } from '../../../src/server/upstream/upstream-client.ts';
import { createWindowService } from '../../../src/server/windows/window-service.ts';
import type { WindowServiceDeps } from '../../../src/server/windows/window-service.ts';
import {
  NOW,
  TODAY,
  createManualTime,
  createSettings,
  createWindowRequest,
  neverAborts,
} from './test-doubles.ts';

export const SETTLE_MS = 15 * MINUTE;

/** Of an archived day of an app: nine segments of each metric. */
export const WINDOWS_PER_DAY = 9 * METRICS.length;

export interface RecordedCall {
  at: number;
  params: UpstreamParams;
}

export interface TestWindowServiceOptions {
  qps?: number;
  start?: number;
  responseMs?: number;
  archive?: Archive;
  metrics?: Metrics;
  /** Throws the failure of the call, if it fails. */
  respond?: (params: UpstreamParams, call: number) => void;
}

/** A window service whose upstream responds after `responseMs` of manual time. */
export function createTestWindowService(options: TestWindowServiceOptions = {}) {
  const {
    qps = 50,
    start = NOW,
    responseMs = 80,
    archive,
    metrics = NOOP_METRICS,
    respond,
  } = options;
  const time = createManualTime(start);
  const calls: RecordedCall[] = [];
  const upstream: UpstreamClient = {
    async send(params, slot, signal) {
      const sentAt = time.now();
      slot.sent();
      calls.push({ at: sentAt, params });
      const index = calls.length - 1;
      await time.sleep(responseMs, signal);
      slot.answered();
      respond?.(params, index);
      return {
        response: { Nodes: [], RequestId: 'A01C98C5', SummaryData: '1' },
        sentAt,
        earliestSentAt: sentAt,
      };
    },
  };
  const { now, tick, sleep } = time;
  const log = SILENT_LOG;
  const store = createTieredStore({ memory: createMemoryStore(1e8), archive, now, tick, log });
  const deps: WindowServiceDeps = {
    settings: createSettings({ qps }),
    store,
    upstream,
    quota: createQuota({ slots: qps, sleep }),
    now,
    tick,
    sleep,
    random: () => 0.5,
    metrics,
    log,
  };
  return { ...createWindowService(deps), time, calls, store };
}

/** A window service whose upstream fails while `fault.current` is set. */
export function createFaultyWindowService(options: TestWindowServiceOptions = {}) {
  const fault: { current: UpstreamFailure | undefined } = { current: undefined };
  const service = createTestWindowService({
    ...options,
    respond() {
      if (fault.current) throw fault.current;
    },
  });
  const fetchWindow = (request = createWindowRequest()) =>
    service.fetchWindow(request, neverAborts(), { client: 'a' });
  return { ...service, fault, fetchWindow };
}

/** `count` different windows, 600 per app. */
export function createWindowRequests(appId: string, count: number): WindowRequest[] {
  return Array.from({ length: count }, (_, index) => {
    const begin = TODAY.begin - DAY - (index % 600) * HOUR;
    return createWindowRequest({
      appId: `${appId}-${Math.floor(index / 600)}`,
      begin,
      end: begin + HOUR,
    });
  });
}

export function createMemoryArchive(): Archive & { stored: Map<string, StoredWindow> } {
  const stored = new Map<string, StoredWindow>();
  const reach: Record<string, number> = {};
  return {
    stored,
    get: (request) => Promise.resolve(stored.get(windowKey(request))),
    put(request, window) {
      stored.set(windowKey(request), window);
      reach[request.appId] = Math.min(reach[request.appId] ?? Infinity, request.begin);
      return Promise.resolve();
    },
    getPresence: (request) => Promise.resolve(stored.has(windowKey(request)) ? 'archived' : 'none'),
    reach: () => Promise.resolve({ ...reach }),
    checkWritable: () => Promise.resolve(),
    stats: () => ({ windows: stored.size, lost: 0, reads: 0, writes: stored.size, damaged: 0 }),
  };
}
