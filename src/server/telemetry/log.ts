/** Facts chosen one by one; never errors, headers, URLs or bodies. */
export type LogFacts = Readonly<Record<string, string | number | boolean | undefined>>;

type Write = (event: string, facts?: LogFacts) => void;

export interface Log {
  debug: Write;
  info: Write;
  warn: Write;
  error: Write;
  /** Sign-ins, rejections and sign-outs; written at every level. */
  audit: Write;
}

const ignore: Write = () => {};

export const SILENT_LOG: Log = {
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  audit: ignore,
};

/**
 * Returns class and system code (`ECONNRESET`). Messages and stacks are never logged: they may contain
 * URLs and headers.
 */
export function errorFacts(error: unknown): LogFacts {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = systemCode(error) ?? systemCode(error.cause);
  return {
    error: /^[A-Za-z]{0,30}Error$/.test(error.name) ? error.name : 'Error',
    ...(code !== undefined && { errorCode: code }),
  };
}

// `UND_ERR_SOCKET`: no key has this form.
function systemCode(error: unknown): string | undefined {
  const code = errorCode(error) ?? '';
  return /^(?:E[A-Z]{2,20}|[A-Z]{2,20}(?:_[A-Z]{1,20})+)$/.test(code) ? code : undefined;
}

/** Returns the code of a system or library error, such as `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
