import type { Problem, ProblemCode } from '../../contract/wire/problem.ts';
import type { Millis } from '../../contract/domain/time.ts';

const STATUS: Partial<Record<ProblemCode, number>> = {
  bad_request: 400,
  not_signed_in: 401,
  not_found: 404,
  forbidden_origin: 403,
  too_large: 413,
  too_many_requests: 429,
};

/** A Problem as an answer; its code says the status unless another is given. */
export function problemResponse(
  problem: Problem,
  init: { status?: number; headers?: Record<string, string> } = {},
): Response {
  const status = init.status ?? STATUS[problem.code] ?? 500;
  const { retryAfterMs } = problem;
  const wait = retryAfterMs === undefined ? {} : { 'retry-after': secondsOf(retryAfterMs) };
  return Response.json(problem, { status, headers: { ...wait, ...init.headers } });
}

function secondsOf(ms: Millis): string {
  return String(Math.max(1, Math.ceil(ms / 1_000)));
}

/** The answer to everything that is none of our routes. */
export function notFound(): Response {
  return problemResponse({
    code: 'not_found',
    message: 'There is nothing at this address.',
    retryable: false,
  });
}

/** The answer to a known route asked in the wrong way. */
export function methodNotAllowed(allow: string): Response {
  return problemResponse(
    { code: 'not_found', message: `This address takes only ${allow}.`, retryable: false },
    { status: 405, headers: { allow } },
  );
}

/** The answer when the fault is ours; what it was stands in the log only. */
export function internalProblem(): Problem {
  return { code: 'internal', message: 'The server failed on its own account.', retryable: true };
}
