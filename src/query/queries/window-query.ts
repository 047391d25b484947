import { queryOptions } from '@tanstack/react-query';
import type { WindowRecord, WindowRequest } from '../../contract/wire/api.ts';
import { ProblemError } from '../../contract/wire/problem.ts';
import { subjectKey } from '../../contract/domain/subject-key.ts';
import { STEP, floorToStep } from '../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';
import { networkProblem } from '../http/fetch-api.ts';
import type { WindowClient } from '../http/window-client.ts';

/** A window as it lies in the cache: never `failed`, that is the query's error. */
export type WindowAnswer = WindowRecord & { status: 'ok' | 'stale' | 'gone' };

/** A bucket's data is not there the moment the bucket ends; asking a little later saves a useless call. */
const BUCKET_GRACE: Millis = 20_000;

/** When, after `at`, the next bucket is worth asking for. */
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
  /**
   * Whether a window that has failed is asked for again because it is looked at here too. False for a
   * part that comes after the page and shares windows with it: what failed there is a person's to retry.
   */
  retryOnMount?: boolean;
}

/** One react-query query a window: final ones never go stale, open ones do with the next bucket. */
export function windowQueryOptions(
  deps: WindowQueryDeps,
  request: WindowRequest,
  { priority = 0, retryOnMount = true }: WindowQueryChoices = {},
) {
  return queryOptions<WindowAnswer, ProblemError>({
    queryKey: ['window', subjectKey(request), request.begin, request.end],
    // A flat list has no keys to bring into order; the library would look, of hundreds at once.
    queryKeyHashFn: (key) => JSON.stringify(key),
    queryFn: async ({ signal }) => toAnswer(await deps.client.load(request, { signal, priority })),
    // Asked at the moment it matters, against the server's clock; so no timer a window is needed.
    staleTime: ({ state }) => (isFresh(state.data, deps.now()) ? Infinity : 0),
    gcTime: 30 * 60_000,
    // The server has retried already, within the account's quota.
    retry: false,
    retryOnMount,
    // Columns are replaced whole; comparing them number by number would buy nothing.
    structuralSharing: false,
    // Named, or each render would look at what of hundreds of results is read.
    notifyOnChangeProps: ['data', 'error', 'fetchStatus'],
    refetchOnWindowFocus: true,
    refetchOnReconnect: true,
  });
}

function toAnswer(line: WindowRecord): WindowAnswer {
  const { status } = line;
  if (status === 'failed') throw new ProblemError(line.problem ?? networkProblem('bad_answer'));
  return { ...line, status };
}

/** Whether asking again at `now` could bring nothing new. */
export function isFresh(answer: WindowAnswer | undefined, now: EpochMs): boolean {
  if (!answer) return false;
  return (answer.final && answer.status !== 'stale') || now < nextBucketAt(answer.fetchedAt);
}
