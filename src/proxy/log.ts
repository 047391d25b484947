/** What a log line may carry: plain facts chosen one by one, never errors, headers, URLs or bodies. */
export type LogFacts = Readonly<Record<string, string | number | boolean | undefined>>;

type Write = (event: string, facts?: LogFacts) => void;

/** Where the proxy says what happened; the host decides how it is written. */
export interface Log {
  trace: Write;
  debug: Write;
  info: Write;
  warn: Write;
  error: Write;
}

const nothing: Write = () => {};

/** A log that says nothing. */
export const SILENT_LOG: Log = {
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};

/**
 * An error as two facts that cannot hold a secret: its class and its system code (`ECONNRESET`).
 * Messages and stacks may quote URLs and headers, so they never get here.
 */
export function errorFacts(error: unknown): LogFacts {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = systemCode(error) ?? systemCode(error.cause);
  return { error: error.name.slice(0, 40), ...(code !== undefined && { errorCode: code }) };
}

function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  const { code } = error;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? code : undefined;
}
