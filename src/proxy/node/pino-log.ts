import { destination, pino } from 'pino';
import type { Log } from '../log.ts';
import type { Settings } from '../settings.ts';
import { currentRequest } from './request-log.ts';

/** In every line: for which request it was written. */
const mixin = () => ({ request: currentRequest() });

/**
 * The proxy's log as JSON lines on standard error; standard output is for people. What goes in are
 * plain facts, so there is nothing here to redact: no serializer ever sees a request or an error.
 */
export function createPinoLog(level: Settings['logLevel']): Log {
  const logger = pino({ level, base: null, mixin }, destination({ dest: 2, sync: true }));
  const writer = (name: keyof Log) => (event: string, facts: object | undefined) =>
    logger[name](facts ?? {}, event);
  return {
    trace: writer('trace'),
    debug: writer('debug'),
    info: writer('info'),
    warn: writer('warn'),
    error: writer('error'),
  };
}
