import * as v from 'valibot';
import { ProblemError, ProblemSchema } from '../../contract/wire/problem.ts';
import type { Problem, ProblemCode } from '../../contract/wire/problem.ts';

export type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

/** A retryable problem of the way between this page and its server. */
export function networkProblem(code: Extract<ProblemCode, 'offline' | 'bad_answer'>): Problem {
  const message =
    code === 'offline'
      ? 'The server could not be reached.'
      : 'The server’s answer could not be read.';
  return { code, message, retryable: true };
}

/** Whether `error` is a cancelled request rather than a failed one. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** Any thrown thing as a Problem. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  // fetch and body streams reject with a TypeError when the connection fails.
  return networkProblem(error instanceof TypeError ? 'offline' : 'bad_answer');
}

/** Sends one request; throws ProblemError for anything but a 2xx answer, and the abort as it is. */
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
  // Gateways in front of the server answer 502 to 504 in their own words when it is down.
  const fallback = networkProblem(
    response.status >= 502 && response.status <= 504 ? 'offline' : 'bad_answer',
  );
  throw new ProblemError(problem.success ? problem.output : fallback);
}
