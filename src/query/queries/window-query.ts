import { queryOptions } from '@tanstack/react-query';
import { subjectKey } from '../../contract/domain/subject-key.ts';
import { MINUTE, STEP, floorToStep } from '../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import type { WindowRecord, WindowRequest } from '../../contract/wire/api.ts';
import { ProblemError } from '../../contract/wire/problem.ts';
import { networkProblem } from '../http/fetch-api.ts';
import type { WindowClient } from '../http/window-client.ts';

/** A bucket's data arrives after its end. */
const BUCKET_GRACE: Millis = 20_000;

export function nextBucketAt(at: EpochMs): EpochMs {
  return floorToStep(at - BUCKET_GRACE) + STEP + BUCKET_GRACE;
}

export interface WindowQueryDeps {
  client: WindowClient;
  /** The server's clock. */
  now: () => EpochMs;
}

export interface WindowQueryChoices {
  /** Lower goes first. */
  priority?: number;
  /** False for panels that share windows with the page. */
  retryOnMount?: boolean;
}

/** Open windows become stale with the next bucket. */
export function windowQueryOptions(
  deps: WindowQueryDeps,
  request: WindowRequest,
  { priority = 0, retryOnMount = true }: WindowQueryChoices = {},
) {
  return queryOptions<WindowRecord, ProblemError>({
    // retryWindows reads the begin.
    queryKey: ['window', subjectKey(request), request.begin, request.end],
    // The default hash sorts object keys.
    queryKeyHashFn: (key) => JSON.stringify(key),
    queryFn: async ({ signal }) =>
      requireData(await deps.client.load(request, { signal, priority })),
    // Evaluated on demand, without a timer per window.
    staleTime: ({ state }) => (isFresh(state.data, deps.now()) ? Infinity : 0),
    gcTime: 30 * MINUTE,
    // The server retries within the account's quota.
    retry: false,
    retryOnMount,
    structuralSharing: false,
    // Otherwise each render tracks the properties of every result.
    notifyOnChangeProps: ['data', 'error', 'fetchStatus'],
    refetchOnWindowFocus: true,
    refetchOnReconnect: true,
  });
}

// A failed record becomes the query's error.
function requireData(record: WindowRecord): WindowRecord {
  if (record.status !== 'failed') return record;
  throw new ProblemError(record.problem ?? networkProblem('bad_answer'));
}

/** Whether a request would return nothing new. */
export function isFresh(record: WindowRecord | undefined, now: EpochMs): boolean {
  if (!record) return false;
  return (record.final && record.status !== 'stale') || now < nextBucketAt(record.fetchedAt);
}
