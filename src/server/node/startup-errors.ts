// The ends of a start that cannot be: a sentence for people, and an exit code for what started it.

/** sysexits.h: the configuration is at fault. */
const EX_CONFIG = 78;

/** Ends the process with sentences that say what to change. */
export function exitWithConfigError(sentences: readonly string[]): never {
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
  process.exit(EX_CONFIG);
}

/** What `make` gives; a sentence of its that says why not ends the start. */
export function runOrExit<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    return exitWithConfigError([error instanceof Error ? error.message : 'The start failed.']);
  }
}

/** Why a server could not listen, and what to do about it. */
export function describeListenError(
  { code }: NodeJS.ErrnoException,
  { host, port }: { host: string; port: number },
): string {
  if (code === 'EADDRINUSE') {
    return `PORT ${port} on ${host} is already in use: stop what listens there, or set PORT to another one.`;
  }
  if (code === 'EACCES') return `PORT ${port} may not be used by this user: set PORT above 1023.`;
  return `The server could not listen on ${host} port ${port} (${code ?? 'unknown error'}).`;
}
