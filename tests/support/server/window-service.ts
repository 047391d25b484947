// The way of a window on a clock the tests move: everything but the signature and the network.
import type { WindowRequest } from '../../../src/contract/wire/api.ts';
import { DAY, HOUR, MINUTE } from '../../../src/contract/domain/time.ts';
import type { UpstreamParams } from '../../../src/contract/wire/upstream.ts';
import type { Archive } from '../../../src/server/archive/archive.ts';
import { createWindowService } from '../../../src/server/windows/window-service.ts';
import type { WindowServiceDeps } from '../../../src/server/windows/window-service.ts';
import { SILENT_LOG } from '../../../src/server/telemetry/log.ts';
import { NOOP_METRICS } from '../../../src/server/telemetry/metrics.ts';
import type { Metrics } from '../../../src/server/telemetry/metrics.ts';
import { createQuota } from '../../../src/server/limits/quota.ts';
import { createTieredStore } from '../../../src/server/archive/tiered-store.ts';
import type { UpstreamClient } from '../../../src/server/upstream/upstream-client.ts';
import { createMemoryStore } from '../../../src/server/store/window-store.ts';
import type { StoredWindow } from '../../../src/server/store/window-store.ts';
import { windowKey } from '../../../src/contract/domain/subject-key.ts';
import {
  NOW,
  TODAY,
  createManualTime,
  createSettings,
  createWindowRequest,
} from './test-doubles.ts';

export interface RecordedCall {
  at: number;
  params: UpstreamParams;
}

export interface TestWindowServiceOptions {
  qps?: number;
  start?: number;
  answerMs?: number;
  archive?: Archive;
  metrics?: Metrics;
  /** Throws what the upstream fails with. */
  respond?: (params: UpstreamParams, call: number) => void;
}

/** A flow whose upstream answers after `answerMs` of a clock that stands still until it is moved. */
export function createTestWindowService(options: TestWindowServiceOptions = {}) {
  const {
    qps = 50,
    start = NOW,
    answerMs = 80,
    archive,
    metrics = NOOP_METRICS,
    respond,
  } = options;
  const time = createManualTime(start);
  const calls: RecordedCall[] = [];
  const upstream: UpstreamClient = {
    async send(params, slot, signal) {
      const askedAt = time.now();
      slot.sent();
      calls.push({ at: askedAt, params });
      const index = calls.length - 1;
      await time.sleep(answerMs, signal);
      slot.answered();
      respond?.(params, index);
      return {
        answer: { Nodes: [], RequestId: 'A01C98C5', SummaryData: '1' },
        askedAt,
        askedAtLeast: askedAt,
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

/** `count` different windows of one app. */
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

/** The most entries of `times` (ascending) in any half-open stretch of `length`. */
export function maxPerInterval(times: readonly number[], length: number): number {
  let from = 0;
  return times.reduce((most, at, index) => {
    while ((times[from] ?? at) <= at - length) from += 1;
    return Math.max(most, index - from + 1);
  }, 0);
}

/** An archive that is a Map. */
export function createMemoryArchive(): Archive & { stored: Map<string, StoredWindow> } {
  const stored = new Map<string, StoredWindow>();
  const reach: Record<string, number> = {};
  return {
    stored,
    get: (request) => Promise.resolve(stored.get(windowKey(request))),
    put(request, entry) {
      stored.set(windowKey(request), entry);
      reach[request.appId] = Math.min(reach[request.appId] ?? Infinity, request.begin);
      return Promise.resolve();
    },
    getPresence: (request) => Promise.resolve(stored.has(windowKey(request)) ? 'archived' : 'none'),
    reach: () => Promise.resolve({ ...reach }),
    checkWritable: () => Promise.resolve(),
    stats: () => ({ windows: stored.size, lost: 0, reads: 0, writes: stored.size, damaged: 0 }),
  };
}

export const SETTLE_MS = 15 * MINUTE;
