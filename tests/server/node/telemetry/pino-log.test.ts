import { describe, expect, it } from 'vitest';
import { createPinoLog } from '../../../../src/server/node/telemetry/pino-log.ts';
import type { LOG_LEVELS } from '../../../../src/server/settings/settings.ts';

/** Lines written by one call per level. */
function readLinesAt(level: (typeof LOG_LEVELS)[number]): Record<string, unknown>[] {
  const written: string[] = [];
  const log = createPinoLog(level, { write: (line: string) => void written.push(line) });
  log.debug('looked up', { windows: 3 });
  log.info('listening');
  log.warn('careful');
  log.error('failed', { error: 'TypeError' });
  log.audit('signed in', { name: 'alice', address: '203.0.113.9' });
  return written.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('createPinoLog', () => {
  it.each([
    ['trace', 4],
    ['debug', 4],
    ['info', 3],
    ['warn', 2],
    ['error', 1],
    ['fatal', 0],
    ['silent', 0],
  ] as const)('at level %s writes %d of the four levels and every audit line', (level, count) => {
    const lines = readLinesAt(level);
    expect(lines.slice(0, -1).map(({ msg }) => msg)).toEqual(
      ['looked up', 'listening', 'careful', 'failed'].slice(4 - count),
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
