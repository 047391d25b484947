// On the way back: what the upstream (or the way to it) said went wrong -> a Problem in our own words.
import { ProblemError } from '../../contract/wire/problem.ts';
import type { Problem, ProblemCode } from '../../contract/wire/problem.ts';
import type { Millis } from '../../contract/domain/time.ts';
import { UPSTREAM_ACTION } from '../../contract/wire/upstream.ts';

/** What a failed try asks for: nothing, waiting, slowing down, another nonce, another clock. */
export type RetryKind = 'never' | 'transient' | 'throttle' | 'nonce' | 'clock';

/** One failed try. */
export class UpstreamFailure extends ProblemError {
  readonly retry: RetryKind;

  constructor(problem: Problem, retry: RetryKind, options?: ErrorOptions) {
    super(problem, options);
    this.name = 'UpstreamFailure';
    this.retry = retry;
  }
}

interface Verdict {
  code: ProblemCode;
  message: string;
  hint?: string;
  retry: RetryKind;
}

const RAM_HINT = `Grant the RAM user the action live:${UPSTREAM_ACTION} on *, or attach the system policy AliyunLiveReadOnlyAccess.`;

const BUSY: Verdict = {
  code: 'upstream_error',
  message: 'The upstream service failed for the moment.',
  retry: 'transient',
};
const THROTTLED: Verdict = {
  code: 'throttled',
  message: "The account's quota of calls a second is used up.",
  hint: 'Other tools of the same account count too: lower ARTC_QPS, or wait a little.',
  retry: 'throttle',
};
const BAD_SIGNATURE: Verdict = {
  code: 'signature_mismatch',
  message: 'The upstream does not accept the signature.',
  hint: 'Check that the secret belongs to the access key id, where the server gets its keys; ALIBABA_CLOUD_ACCESS_KEY_SECRET needs a restart.',
  retry: 'never',
};
const BAD_KEY: Verdict = {
  code: 'key_invalid',
  message: 'The upstream does not accept the access key.',
  hint: 'Check in the RAM console that the key this server uses exists and is enabled: ALIBABA_CLOUD_ACCESS_KEY_ID, which needs a restart to change, or what ARTC_CREDENTIALS names.',
  retry: 'never',
};
const UNKNOWN_KEY: Verdict = {
  ...BAD_KEY,
  message: 'The access key does not exist.',
  hint: 'Compare its id with the RAM console: it is mistyped, or the key was deleted. ALIBABA_CLOUD_ACCESS_KEY_ID needs a restart to change; what ARTC_CREDENTIALS names does not.',
};
const DISABLED_KEY: Verdict = {
  ...BAD_KEY,
  message: 'The access key is disabled.',
  hint: 'Enable it in the RAM console, which needs no restart, or give this server another one.',
};
const BAD_TOKEN: Verdict = {
  code: 'token_expired',
  message: 'The upstream does not accept the STS security token.',
  hint: 'What ARTC_CREDENTIALS names is asked for a fresh one; ALIBABA_CLOUD_SECURITY_TOKEN has to be set anew, with its key id and secret, and needs a restart.',
  retry: 'never',
};
const EXPIRED_TOKEN: Verdict = { ...BAD_TOKEN, message: 'The STS security token has expired.' };
const BAD_CLOCK: Verdict = {
  code: 'clock_skew',
  message: "This server's clock is off by more than fifteen minutes.",
  hint: "Set the server's clock, for example with NTP.",
  retry: 'clock',
};
const FORBIDDEN: Verdict = {
  code: 'no_permission',
  message: 'The access key may not call the metrics API.',
  hint: RAM_HINT,
  retry: 'never',
};
const REFUSED: Verdict = {
  code: 'upstream_refused',
  message: 'The upstream refused a parameter of the call.',
  hint: "Most often the AppId is mistyped or belongs to another account: compare it with the console's list of applications.",
  retry: 'never',
};
const UNREADABLE: Verdict = {
  code: 'upstream_unreadable',
  message: "The upstream's answer is not one of its API.",
  hint: 'Check ARTC_ENDPOINT, and whether a gateway or firewall answers in its place.',
  retry: 'never',
};

const PARAMETERS = 'MetricType|BeginTs|EndTs|AppId|Os|TerminalType|ChannelId|Parameter';

/** By code, the first that matches. `documented` codes travel to the page as they are. */
const BY_CODE: readonly { pattern: RegExp; documented: boolean; verdict: Verdict }[] = [
  documented('Meter\\.ParamError', REFUSED),
  documented('Meter\\.AuthError', FORBIDDEN),
  documented('Meter\\.(?:ServerInternalError|DataSourceQueryError|ReadyTsError)', BUSY),
  documented('Throttling(?:\\.(?:User|Api))?', THROTTLED),
  documented('SignatureDoesNotMatch', BAD_SIGNATURE),
  documented('InvalidAccessKeyId\\.NotFound', UNKNOWN_KEY),
  documented('InvalidAccessKeyId\\.Inactive', DISABLED_KEY),
  documented('InvalidSecurityToken\\.Expired', EXPIRED_TOKEN),
  documented('InvalidTimeStamp\\.Expired', BAD_CLOCK),
  documented('SignatureNonceUsed', { ...BUSY, retry: 'nonce' }),
  documented('NoPermission|Forbidden\\.RAM', FORBIDDEN),
  documented('ServiceUnavailable|InternalError', BUSY),
  documented(`(?:Missing|Invalid)(?:${PARAMETERS})`, REFUSED),
  undocumented('Throttling\\..*', THROTTLED),
  undocumented('Signature.*|IncompleteSignature', BAD_SIGNATURE),
  undocumented('InvalidAccessKeyId.*', BAD_KEY),
  undocumented('InvalidSecurityToken.*', BAD_TOKEN),
  undocumented('InvalidTimeStamp.*', BAD_CLOCK),
  undocumented('Forbidden.*|NoPermission.*', FORBIDDEN),
  undocumented('(?:Missing|Invalid).*', REFUSED),
];

function documented(source: string, verdict: Verdict) {
  return { pattern: new RegExp(`^(?:${source})$`), documented: true, verdict };
}

function undocumented(source: string, verdict: Verdict) {
  return { pattern: new RegExp(`^(?:${source})$`), documented: false, verdict };
}

/** What an answer that is an error was found to say. */
export interface ErrorResponse {
  status: number;
  /** The vendor's code, if the body held one. */
  code?: string | undefined;
  requestId?: string | undefined;
  retryAfterMs?: Millis | undefined;
}

/** Whether a code decides by itself, whatever the status. */
export function isKnownCode(code: string): boolean {
  return BY_CODE.some(({ pattern }) => pattern.test(code));
}

/** Judges an error answer: by its code first, by its status second. */
export function classifyError(answer: ErrorResponse): UpstreamFailure {
  const { code } = answer;
  const known = code === undefined ? undefined : BY_CODE.find(({ pattern }) => pattern.test(code));
  const { retry, ...words } = known?.verdict ?? verdictOfStatus(answer);
  const requestId = sanitizeRequestId(answer.requestId);
  const problem: Problem = {
    ...words,
    retryable: retry === 'transient' || retry === 'throttle' || retry === 'nonce',
    ...(answer.retryAfterMs !== undefined && { retryAfterMs: answer.retryAfterMs }),
    ...(requestId !== undefined && { requestId }),
    ...(known?.documented && code !== undefined && { upstreamCode: code }),
  };
  return new UpstreamFailure(problem, retry);
}

function verdictOfStatus({ status, code }: ErrorResponse): Verdict {
  if (status === 429) return THROTTLED;
  if (status === 408) return { ...BUSY, code: 'upstream_timeout' };
  if (status >= 500) return BUSY;
  // Without a code of the vendor's, something else answered: its 403 says nothing of permissions.
  if (code === undefined || status < 400) return UNREADABLE;
  return status === 401 || status === 403 ? FORBIDDEN : REFUSED;
}

/** The connection was refused, reset or cut off. */
export function unreachable(cause: unknown): UpstreamFailure {
  return new UpstreamFailure(
    {
      code: 'upstream_unreachable',
      message: 'The upstream could not be reached, or the connection broke off.',
      hint: 'Check ARTC_ENDPOINT and whether this server can reach the internet.',
      retryable: true,
    },
    'transient',
    { cause },
  );
}

/** No answer within the time a try has. */
export function timedOut(): UpstreamFailure {
  return new UpstreamFailure(
    { code: 'upstream_timeout', message: 'The upstream did not answer in time.', retryable: true },
    'transient',
  );
}

/** The answer came but is not what the API answers; `again` when it may have been cut off. */
export function unreadable(again: boolean): UpstreamFailure {
  const { retry: _, ...words } = UNREADABLE;
  return new UpstreamFailure({ ...words, retryable: again }, again ? 'transient' : 'never');
}

/** A RequestId that is safe to show and log; undefined when it does not look like one. */
export function sanitizeRequestId(raw: string | null | undefined): string | undefined {
  return raw && /^[0-9A-Fa-f-]{8,64}$/.test(raw) ? raw : undefined;
}
