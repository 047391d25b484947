// EX_CONFIG of sysexits.h.
const EX_CONFIG = 78;

/** Prints each message on standard error and exits with code 78. */
export function exitWithConfigError(messages: readonly string[]): never {
  for (const message of messages) process.stderr.write(`${message}\n`);
  process.exit(EX_CONFIG);
}

/** Returns the result of `open`. Prints its error and exits with code 78 if it throws. */
export function runOrExit<T>(open: () => T): T {
  try {
    return open();
  } catch (error) {
    return exitWithConfigError([error instanceof Error ? error.message : 'The start failed.']);
  }
}

export function describeListenError(
  { code }: NodeJS.ErrnoException,
  { host, port }: { host: string; port: number },
): string {
  if (code === 'EADDRINUSE') {
    return `PORT ${port} on ${host} is already in use. Stop the program that uses it or set PORT to another port.`;
  }
  if (code === 'EACCES') {
    return `PORT ${port} requires privileges that this user does not have. Set PORT above 1023.`;
  }
  return `The server could not listen on ${host} port ${port} (${code ?? 'unknown error'}).`;
}
