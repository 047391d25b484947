import * as v from 'valibot';
import { ProblemError, ProblemSchema } from '../../contract/wire/problem.ts';
import type { Problem, ProblemCode } from '../../contract/wire/problem.ts';

export type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

export function networkProblem(code: Extract<ProblemCode, 'offline' | 'bad_answer'>): Problem {
  const message =
    code === 'offline'
      ? 'The server could not be reached.'
      : 'The server’s answer could not be read.';
  return { code, message, retryable: true };
}

export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  // A TypeError of fetch or a stream is a network error.
  return networkProblem(error instanceof TypeError ? 'offline' : 'bad_answer');
}

/** Throws ProblemError unless the status is 2xx; rethrows aborts. */
export async function fetchApi(fetch: Fetch, path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new ProblemError(networkProblem('offline'), { cause: error });
  }
  if (response.ok) return response;
  const body: unknown = await response.json().catch(() => undefined);
  const problem = v.safeParse(ProblemSchema, body);
  // Gateways respond with 502 to 504 when the server is down.
  const fallback = networkProblem(
    response.status >= 502 && response.status <= 504 ? 'offline' : 'bad_answer',
  );
  throw new ProblemError(problem.success ? problem.output : fallback);
}
