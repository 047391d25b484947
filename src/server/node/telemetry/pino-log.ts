import { destination, pino } from 'pino';
import type { DestinationStream } from 'pino';
import type { Log, LogFacts } from '../../telemetry/log.ts';
import type { Settings } from '../../settings/settings.ts';
import { currentRequestId } from '../http/request-log.ts';

/** In every line: for which request it was written. */
const mixin = () => ({ request: currentRequestId() });

/**
 * The proxy's log as JSON lines on standard error; standard output is for people. What goes in are
 * plain facts, so there is nothing here to redact: no serializer ever sees a request or an error.
 */
export function createPinoLog(
  level: Settings['logLevel'],
  lines: DestinationStream = destination({ dest: 2, sync: true }),
): Log {
  const logger = pino({ level, base: null, mixin }, lines);
  const auditor = pino({ level: 'info', base: null, mixin }, lines);
  const writer = (name: Exclude<keyof Log, 'audit'>) => (event: string, facts?: LogFacts) =>
    logger[name](facts ?? {}, event);
  return {
    debug: writer('debug'),
    info: writer('info'),
    warn: writer('warn'),
    error: writer('error'),
    audit: (event, facts) => auditor.info({ ...facts, audit: true }, event),
  };
}
