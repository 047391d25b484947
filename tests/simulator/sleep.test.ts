import { describe, expect, it } from 'vitest';
import { HOUR } from '../../src/contract/domain/time.ts';
import { realSleep } from '../../src/simulator/sleep.ts';

describe('realSleep', () => {
  it('rejects when the signal has been aborted before', async () => {
    await expect(realSleep(HOUR, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  });
});
