import * as v from 'valibot';

/** Our own codes. The page has words for each in every language; the upstream's raw text never travels. */
export const PROBLEM_CODES = [
  /** A request of ours was malformed; `message` names the field. */
  'bad_request',
  /** The route or method does not exist. */
  'not_found',
  /** This server wants to know who asks, and does not. */
  'not_signed_in',
  /** Another site, host or content type than ours. */
  'forbidden_origin',
  /** The body was larger than the proxy takes. */
  'too_large',
  /** This person or the queue has too much outstanding. */
  'too_many_requests',
  /** The server's own fault. */
  'internal',
  /** The browser could not reach this server. */
  'offline',
  /** This server's answer could not be read. */
  'bad_answer',
  /** The upstream could not be reached: refused, reset, cut off. */
  'upstream_unreachable',
  /** The upstream did not answer in time. */
  'upstream_timeout',
  /** The upstream answered something that is not its API. */
  'upstream_unreadable',
  /** A transient error of the upstream that outlasted the retries. */
  'upstream_error',
  /** The account's call quota is used up. */
  'throttled',
  /** The secret does not match the key, or signing is wrong. */
  'signature_mismatch',
  /** The access key is not accepted; `upstreamCode` says whether it does not exist or is disabled. */
  'key_invalid',
  /** The server's source of keys gives none: no role, no profile, no way to it. */
  'credentials_unavailable',
  /** The STS token is not accepted; `upstreamCode` says where it has expired. */
  'token_expired',
  /** This server's clock is off by more than fifteen minutes. */
  'clock_skew',
  /** The RAM user may not call the API. */
  'no_permission',
  /** The upstream refused a parameter: most often an AppId of another account or a mistyped one. */
  'upstream_refused',
  /** The window lies before what the upstream and this server still have. */
  'gone',
  /** This server had the window, its copy was damaged, and the upstream has forgotten it. */
  'lost',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

export const ProblemSchema = v.object({
  code: v.picklist(PROBLEM_CODES),
  /** One English sentence of ours, for logs and API users; the page words `code` itself. */
  message: v.string(),
  retryable: v.boolean(),
  /** For so long after this answer the server would only say the same again. */
  retryAfterMs: v.optional(v.number()),
  /** The upstream's RequestId, to quote to the vendor. */
  requestId: v.optional(v.string()),
  /** The upstream's own error code when it is a documented one, else left out. */
  upstreamCode: v.optional(v.string()),
  /** What to do about it, one English sentence. */
  hint: v.optional(v.string()),
  /** For `bad_request`: the path of the offending field, such as `windows.3.begin`. */
  field: v.optional(v.string()),
});

/** What went wrong, in one shape on every way out of the proxy and all through the page. */
export type Problem = v.InferOutput<typeof ProblemSchema>;

/** Whether asking again can help: at once, or where somebody has mended the cause and the server asks anew. */
export function isRetryable({ retryable, retryAfterMs }: Problem): boolean {
  return retryable || retryAfterMs !== undefined;
}

/** A Problem that is thrown. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.message, options);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}
