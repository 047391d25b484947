import { describe, expect, it } from 'vitest';
import { createPinoLog } from '../../../../src/server/node/telemetry/pino-log.ts';
import type { LOG_LEVELS } from '../../../../src/server/settings/settings.ts';

/** What is written where everything is said at once. */
function linesAt(level: (typeof LOG_LEVELS)[number]): Record<string, unknown>[] {
  const written: string[] = [];
  const log = createPinoLog(level, { write: (line: string) => void written.push(line) });
  log.debug('looked', { windows: 3 });
  log.info('listening');
  log.warn('careful');
  log.error('failed', { error: 'TypeError' });
  log.audit('signed in', { name: 'alice', address: '203.0.113.9' });
  return written.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the log', () => {
  it.each([
    ['trace', 4],
    ['debug', 4],
    ['info', 3],
    ['warn', 2],
    ['error', 1],
    ['fatal', 0],
    ['silent', 0],
  ] as const)('at %s has %d of its four levels, and the audit line always', (level, count) => {
    const lines = linesAt(level);
    expect(lines.slice(0, -1).map(({ msg }) => msg)).toEqual(
      ['looked', 'listening', 'careful', 'failed'].slice(4 - count),
    );
    expect(lines.at(-1)).toMatchObject({
      level: 30,
      msg: 'signed in',
      name: 'alice',
      address: '203.0.113.9',
      audit: true,
    });
  });
});
