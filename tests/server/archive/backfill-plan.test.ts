import { describe, expect, it } from 'vitest';
import { LATE_DATA } from '../../../src/contract/domain/freshness.ts';
import { windowKey } from '../../../src/contract/domain/subject-key.ts';
import { DAY, MINUTE } from '../../../src/contract/domain/time.ts';
import type { EpochMs } from '../../../src/contract/domain/time.ts';
import {
  archivableDays,
  listDayRequests,
  nextDayAt,
  planBackfill,
} from '../../../src/server/archive/backfill-plan.ts';
import { NOW, TODAY } from '../../support/server/test-doubles.ts';
import {
  SETTLE_MS,
  WINDOWS_PER_DAY,
  createMemoryArchive,
} from '../../support/server/window-service.ts';

/** Begin of the oldest day that the upstream retains completely. */
const OLDEST = TODAY.begin - 29 * DAY;
const SETTLED = TODAY.begin + SETTLE_MS + 1;
/** When yesterday can be archived. */
const ARCHIVABLE = TODAY.begin + SETTLE_MS + LATE_DATA + MINUTE;

describe('listDayRequests', () => {
  it('lists each metric with nine segments', () => {
    const requests = listDayRequests('app', TODAY.begin);
    expect(requests).toHaveLength(WINDOWS_PER_DAY);
    expect(new Set(requests.map(windowKey)).size).toBe(WINDOWS_PER_DAY);
    expect(requests.every(({ begin, end }) => end - begin === DAY)).toBe(true);
  });
});

describe('archivableDays', () => {
  it.each<[string, EpochMs, EpochMs, EpochMs]>([
    ['includes yesterday at noon', NOW, OLDEST, TODAY.begin],
    ['excludes yesterday at midnight', TODAY.begin, OLDEST, TODAY.begin - DAY],
    ['excludes yesterday when it has settled', SETTLED, OLDEST, TODAY.begin - DAY],
    [
      'excludes yesterday just before late data has arrived',
      ARCHIVABLE - 1,
      OLDEST,
      TODAY.begin - DAY,
    ],
    ['includes yesterday when late data has arrived', ARCHIVABLE, OLDEST, TODAY.begin],
  ])('%s', (_name, now, begin, end) => {
    expect(archivableDays(now, SETTLE_MS)).toEqual({ begin, end });
  });
});

describe('nextDayAt', () => {
  it('returns when late data of the next day has arrived', () => {
    expect(nextDayAt(NOW, SETTLE_MS)).toBe(ARCHIVABLE + DAY);
    expect(nextDayAt(ARCHIVABLE - 1, SETTLE_MS)).toBe(ARCHIVABLE);
  });
});

describe('planBackfill', () => {
  it('lists missing windows oldest first, and counts archived and lost ones', async () => {
    const archive = createMemoryArchive();
    const { pending } = await planBackfill(['a', 'b'], archive, NOW, SETTLE_MS);
    expect(pending).toHaveLength(2 * 29 * WINDOWS_PER_DAY);
    const begins = pending.map(({ begin }) => begin);
    expect(begins).toEqual(begins.toSorted((a, b) => a - b));
    expect(begins[0]).toBe(OLDEST);
    const stored = {
      begin: 0,
      encodedValues: '[]',
      summary: 0,
      fetchedAt: 0,
      requestId: null,
      final: true,
      complete: true,
    };
    for (const request of listDayRequests('a', OLDEST)) await archive.put(request, stored);
    const [old] = listDayRequests('b', OLDEST - 2 * DAY);
    if (old) await archive.put(old, stored);
    const plan = await planBackfill(['a', 'b'], archive, NOW, SETTLE_MS);
    expect([plan.pending.length, plan.done, plan.lost]).toEqual([
      2 * 29 * WINDOWS_PER_DAY - WINDOWS_PER_DAY,
      WINDOWS_PER_DAY,
      WINDOWS_PER_DAY - 1 + WINDOWS_PER_DAY,
    ]);
  });
});
