import { describe, expect, it } from 'vitest';
import type { WindowRecord } from '../../../src/contract/wire/api.ts';
import { STEP } from '../../../src/contract/domain/time.ts';
import type { EncodedValues } from '../../../src/server/store/encoded-values.ts';
import { SILENT_LOG } from '../../../src/server/telemetry/log.ts';
import { streamWindows } from '../../../src/server/windows/stream-windows.ts';
import {
  createWindowRequest,
  flushPromises,
  neverAborts,
  parseRecords,
} from '../../support/server/test-doubles.ts';

const DEPS = {
  findCached: () => Promise.resolve({ hasStaleCopy: false }),
  acquire: () => () => undefined,
  concurrency: 100,
  now: () => 1,
  log: SILENT_LOG,
};

describe('streamWindows', () => {
  it('writes an internal error as a failed record without its message', async () => {
    const stream = streamWindows(
      { ...DEPS, fetchWindow: () => Promise.reject(new Error('secret detail')) },
      [createWindowRequest()],
      neverAborts(),
    );
    const text = await new Response(stream).text();
    expect(parseRecords(text)[0]).toMatchObject({
      index: 0,
      status: 'failed',
      problem: { code: 'internal' },
    });
    expect(text).not.toContain('secret');
  });

  it('encodes records only as fast as the reader takes them', async () => {
    let encoded = 0;
    const record: WindowRecord<EncodedValues> = {
      status: 'ok',
      begin: 0,
      step: STEP,
      get values() {
        encoded += 1;
        return '[]';
      },
      summary: null,
      final: true,
      fetchedAt: 0,
      requestId: null,
    };
    const stream = streamWindows(
      { ...DEPS, fetchWindow: () => Promise.resolve(record) },
      Array.from({ length: 1_000 }, () => createWindowRequest()),
      neverAborts(),
    );
    await flushPromises();
    await flushPromises();
    expect(encoded).toBeLessThan(50);
    expect(parseRecords(await new Response(stream).text())).toHaveLength(1_000);
  });
});
