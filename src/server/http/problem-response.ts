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

export function problemResponse(
  problem: Problem,
  init: { status?: number; headers?: Record<string, string> } = {},
): Response {
  const status = init.status ?? STATUS[problem.code] ?? 500;
  const { retryAfterMs } = problem;
  const retryAfter =
    retryAfterMs === undefined ? {} : { 'retry-after': toRetryAfter(retryAfterMs) };
  return Response.json(problem, { status, headers: { ...retryAfter, ...init.headers } });
}

function toRetryAfter(ms: Millis): string {
  return String(Math.max(1, Math.ceil(ms / 1_000)));
}

export function notFound(): Response {
  return problemResponse({ code: 'not_found', message: 'No such resource.', retryable: false });
}

export function methodNotAllowed(methods: readonly string[]): Response {
  const allow = methods.join(', ');
  return problemResponse(
    { code: 'not_found', message: `This resource supports only ${allow}.`, retryable: false },
    { status: 405, headers: { allow } },
  );
}

/** For requests of a wrong host, origin or content type. */
export function forbidden(message: string, status = 403): Response {
  return problemResponse({ code: 'forbidden_origin', message, retryable: false }, { status });
}

export function rateLimited(message: string, retryAfterMs: Millis): Response {
  return problemResponse({ code: 'too_many_requests', message, retryable: true, retryAfterMs });
}

/** For 500 responses: details are only logged. */
export function internalProblem(): Problem {
  return { code: 'internal', message: 'Internal server error.', retryable: true };
}
