import * as v from 'valibot';

/** Documented in docs/api.md. */
export const PROBLEM_CODES = [
  'bad_request',
  'not_found',
  'not_signed_in',
  'forbidden_origin',
  'too_large',
  'too_many_requests',
  /** Also stands for codes unknown to this version. */
  'internal',
  /** The browser cannot reach the server. */
  'offline',
  /** The server's response is unreadable. */
  'bad_answer',
  'upstream_unreachable',
  'upstream_timeout',
  'upstream_unreadable',
  /** A transient error, after all retries. */
  'upstream_error',
  'throttled',
  'signature_mismatch',
  'key_invalid',
  'credentials_unavailable',
  'token_expired',
  'clock_skew',
  'no_permission',
  /** The API rejects a parameter, most often the AppId. */
  'upstream_refused',
  /** Older than the data of API and archive. */
  'gone',
  /** Like `gone`, and the archived copy is damaged. */
  'lost',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** Codes of a newer server become `internal`. */
export const ProblemCodeSchema = v.pipe(
  v.string(),
  v.transform((code): ProblemCode => PROBLEM_CODES.find((known) => known === code) ?? 'internal'),
);

export const ProblemSchema = v.object({
  code: ProblemCodeSchema,
  /** English, for logs and API users. */
  message: v.string(),
  retryable: v.boolean(),
  /** Until then the server returns the same problem. */
  retryAfterMs: v.optional(v.number()),
  requestId: v.optional(v.string()),
  /** The API's code, if documented. */
  upstreamCode: v.optional(v.string()),
  hint: v.optional(v.string()),
  /** Such as `windows.3.begin`. */
  field: v.optional(v.string()),
});

export type Problem = v.InferOutput<typeof ProblemSchema>;

export function isRetryable({ retryable, retryAfterMs }: Problem): boolean {
  return retryable || retryAfterMs !== undefined;
}

export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.message, options);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}
