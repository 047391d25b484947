import { destination, pino } from 'pino';
import type { DestinationStream } from 'pino';
import type { Settings } from '../../settings/settings.ts';
import type { Log, LogFacts } from '../../telemetry/log.ts';
import { currentRequestId } from '../http/request-log.ts';

const mixin = () => ({ request: currentRequestId() });

/** Writes JSON lines to standard error. Audit lines ignore `level`. */
export function createPinoLog(
  level: Settings['logLevel'],
  stream: DestinationStream = destination({ dest: 2, sync: true }),
): Log {
  const logger = pino({ level, base: null, mixin }, stream);
  const auditor = pino({ level: 'info', base: null, mixin }, stream);
  const write = (name: Exclude<keyof Log, 'audit'>) => (event: string, facts?: LogFacts) =>
    logger[name](facts ?? {}, event);
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    audit: (event, facts) => auditor.info({ ...facts, audit: true }, event),
  };
}
