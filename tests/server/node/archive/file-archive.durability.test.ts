import { describe, expect, it } from 'vitest';
import { runDamageRounds, runKillRounds } from '../../../support/server/archive-durability.ts';
import { createRandom } from '../../../support/server/referee.ts';
import { createTemporaryDirectory } from '../../../support/server/temporary-directory.ts';

describe('createFileArchive', () => {
  it('loses no acknowledged window when the process is killed', async () => {
    const result = await runKillRounds(createTemporaryDirectory(), 5, createRandom());
    expect(result).toMatchObject({ rounds: 5, lost: 0, damaged: 0 });
    expect(result.acknowledged).toBeGreaterThan(20);
  }, 60_000);

  it('returns no wrong value when a file is truncated or a bit is flipped', async () => {
    const result = await runDamageRounds(createTemporaryDirectory(), 1_000, createRandom());
    expect(result.undetected).toBe(0);
    expect(result.detected + result.unharmed).toBe(1_000);
    expect(result.detected).toBeGreaterThan(900);
  }, 60_000);
});
