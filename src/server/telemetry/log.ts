/** What a log line may carry: plain facts chosen one by one, never errors, headers, URLs or bodies. */
export type LogFacts = Readonly<Record<string, string | number | boolean | undefined>>;

type Write = (event: string, facts?: LogFacts) => void;

/** Where the proxy says what happened; the host decides how it is written. */
export interface Log {
  debug: Write;
  info: Write;
  warn: Write;
  error: Write;
  /** Who came in, who was turned away, who left: written whatever the level. */
  audit: Write;
}

const nothing: Write = () => {};

/** A log that says nothing. */
export const SILENT_LOG: Log = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  audit: nothing,
};

/**
 * An error as two facts that cannot hold a secret: its class and its system code (`ECONNRESET`).
 * Messages and stacks may quote URLs and headers, so they never get here.
 */
export function errorFacts(error: unknown): LogFacts {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = systemCode(error) ?? systemCode(error.cause);
  return {
    error: /^[A-Za-z]{0,30}Error$/.test(error.name) ? error.name : 'Error',
    ...(code !== undefined && { errorCode: code }),
  };
}

/** `ECONNRESET`, `UND_ERR_SOCKET`, `CERT_HAS_EXPIRED` and their like: keys do not look like that. */
function systemCode(error: unknown): string | undefined {
  const code = errorCode(error) ?? '';
  return /^(?:E[A-Z]{2,20}|[A-Z]{2,20}(?:_[A-Z]{1,20})+)$/.test(code) ? code : undefined;
}

/** The code a system or library gave an error, such as `ENOENT`; undefined where it has none. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
