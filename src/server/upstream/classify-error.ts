import { ProblemError } from '../../contract/wire/problem.ts';
import type { Problem, ProblemCode } from '../../contract/wire/problem.ts';
import type { Millis } from '../../contract/domain/time.ts';
import { UPSTREAM_ACTION } from '../../contract/wire/upstream.ts';

/** How to retry: never, with backoff, after a pause, with a new nonce, with a corrected clock. */
export type RetryKind = 'never' | 'transient' | 'throttle' | 'nonce' | 'clock';

export class UpstreamFailure extends ProblemError {
  readonly retry: RetryKind;

  constructor(problem: Problem, retry: RetryKind, options?: ErrorOptions) {
    super(problem, options);
    this.name = 'UpstreamFailure';
    this.retry = retry;
  }
}

interface ErrorClass {
  code: ProblemCode;
  message: string;
  hint?: string;
  retry: RetryKind;
}

const RAM_HINT = `Grant the RAM user the action live:${UPSTREAM_ACTION} on *, or attach the system policy AliyunLiveReadOnlyAccess.`;

const BUSY: ErrorClass = {
  code: 'upstream_error',
  message: 'The upstream service reported a temporary error.',
  retry: 'transient',
};
const THROTTLED: ErrorClass = {
  code: 'throttled',
  message: "The account's quota of calls per second is used up.",
  hint: 'Other tools that use the account share the quota. Lower ARTC_QPS or retry later.',
  retry: 'throttle',
};
const BAD_SIGNATURE: ErrorClass = {
  code: 'signature_mismatch',
  message: 'The upstream does not accept the signature.',
  hint: 'Check that the secret belongs to the access key ID. Changing ALIBABA_CLOUD_ACCESS_KEY_SECRET requires a restart.',
  retry: 'never',
};
const BAD_KEY: ErrorClass = {
  code: 'key_invalid',
  message: 'The upstream does not accept the access key.',
  hint: 'Check in the RAM console that the access key exists and is enabled. It comes from ARTC_CREDENTIALS or from ALIBABA_CLOUD_ACCESS_KEY_ID, which requires a restart to change.',
  retry: 'never',
};
const UNKNOWN_KEY: ErrorClass = {
  ...BAD_KEY,
  message: 'The access key does not exist.',
  hint: 'The ID is mistyped or the key was deleted: compare it with the RAM console. Changing ALIBABA_CLOUD_ACCESS_KEY_ID requires a restart; the source in ARTC_CREDENTIALS does not.',
};
const DISABLED_KEY: ErrorClass = {
  ...BAD_KEY,
  message: 'The access key is disabled.',
  hint: 'Enable the access key in the RAM console, without a restart, or configure another one.',
};
const BAD_TOKEN: ErrorClass = {
  code: 'token_expired',
  message: 'The upstream does not accept the STS security token.',
  hint: 'The server requests a new token from the source in ARTC_CREDENTIALS. ALIBABA_CLOUD_SECURITY_TOKEN must be replaced together with its key ID and secret, which requires a restart.',
  retry: 'never',
};
const EXPIRED_TOKEN: ErrorClass = { ...BAD_TOKEN, message: 'The STS security token has expired.' };
const BAD_CLOCK: ErrorClass = {
  code: 'clock_skew',
  message: "This server's clock is off by more than fifteen minutes.",
  hint: "Synchronize the server's clock, for example with NTP.",
  retry: 'clock',
};
const FORBIDDEN: ErrorClass = {
  code: 'no_permission',
  message: 'The access key may not call the metrics API.',
  hint: RAM_HINT,
  retry: 'never',
};
const REFUSED: ErrorClass = {
  code: 'upstream_refused',
  message: 'The upstream rejected a parameter of the call.',
  hint: "Usually the AppId is mistyped or belongs to another account. Compare it with the console's list of applications.",
  retry: 'never',
};
const UNREADABLE: ErrorClass = {
  code: 'upstream_unreadable',
  message: 'The response does not have the format of the upstream API.',
  hint: 'Check ARTC_ENDPOINT, and whether a gateway or firewall responds in place of the upstream.',
  retry: 'never',
};

const PARAMETERS = 'MetricType|BeginTs|EndTs|AppId|Os|TerminalType|ChannelId|Parameter';

// The first match counts. Clients see documented codes only.
const CLASSES_BY_CODE: readonly {
  pattern: RegExp;
  isDocumented: boolean;
  errorClass: ErrorClass;
}[] = [
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

function documented(source: string, errorClass: ErrorClass) {
  return { pattern: new RegExp(`^(?:${source})$`), isDocumented: true, errorClass };
}

function undocumented(source: string, errorClass: ErrorClass) {
  return { pattern: new RegExp(`^(?:${source})$`), isDocumented: false, errorClass };
}

export interface ErrorResponse {
  status: number;
  /** The vendor's code. */
  code?: string | undefined;
  requestId?: string | undefined;
  retryAfterMs?: Millis | undefined;
}

export function isKnownCode(code: string): boolean {
  return CLASSES_BY_CODE.some(({ pattern }) => pattern.test(code));
}

/** Classifies by code, or else by status. */
export function classifyError(response: ErrorResponse): UpstreamFailure {
  const { code, retryAfterMs } = response;
  const known =
    code === undefined ? undefined : CLASSES_BY_CODE.find(({ pattern }) => pattern.test(code));
  const { retry, ...texts } = known?.errorClass ?? classifyStatus(response);
  const requestId = sanitizeRequestId(response.requestId);
  const problem: Problem = {
    ...texts,
    retryable: retry === 'transient' || retry === 'throttle' || retry === 'nonce',
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(requestId !== undefined && { requestId }),
    ...(known?.isDocumented && code !== undefined && { upstreamCode: code }),
  };
  return new UpstreamFailure(problem, retry);
}

function classifyStatus({ status, code }: ErrorResponse): ErrorClass {
  if (status === 429) return THROTTLED;
  if (status === 408) return { ...BUSY, code: 'upstream_timeout' };
  if (status >= 500) return BUSY;
  // Without a code, a gateway responded: its 403 does not concern permissions.
  if (code === undefined || status < 400) return UNREADABLE;
  return status === 401 || status === 403 ? FORBIDDEN : REFUSED;
}

export function unreachable(cause: unknown): UpstreamFailure {
  return new UpstreamFailure(
    {
      code: 'upstream_unreachable',
      message: 'The upstream could not be reached, or the connection was interrupted.',
      hint: 'Check ARTC_ENDPOINT and whether this server can reach the internet.',
      retryable: true,
    },
    'transient',
    { cause },
  );
}

export function timedOut(): UpstreamFailure {
  return new UpstreamFailure(
    { code: 'upstream_timeout', message: 'The upstream did not respond in time.', retryable: true },
    'transient',
  );
}

/** `retryable`: the response may be truncated. */
export function unreadable(retryable: boolean): UpstreamFailure {
  const { retry: _, ...texts } = UNREADABLE;
  return new UpstreamFailure({ ...texts, retryable }, retryable ? 'transient' : 'never');
}

/** Returns undefined if the RequestId is not safe to show and log. */
export function sanitizeRequestId(raw: string | null | undefined): string | undefined {
  return raw && /^[0-9A-Fa-f-]{8,64}$/.test(raw) ? raw : undefined;
}
