import { describe, expect, it } from 'vitest';
import { LATE_DATA } from '../../../src/contract/domain/freshness.ts';
import { TODAY, createWindowRequest, neverAborts } from '../../support/server/test-doubles.ts';
import { SETTLE_MS, createTestWindowService } from '../../support/server/window-service.ts';

const BACKGROUND = { client: 'recorder', isBackground: true };
const CLIENT = { client: 'reader' };

describe('createWindowService for background requests', () => {
  it('fetches a fresh window that may still change', async () => {
    const { fetchWindow, calls, time } = createTestWindowService();
    const open = createWindowRequest(TODAY);
    const getFetchedAt = async (requester: typeof CLIENT) => {
      const record = fetchWindow(open, neverAborts(), requester);
      await time.advance(100);
      return (await record).fetchedAt;
    };
    const first = await getFetchedAt(CLIENT);
    expect(await getFetchedAt(CLIENT)).toBe(first);
    expect(await getFetchedAt(BACKGROUND)).toBeGreaterThan(first);
    expect(calls).toHaveLength(2);
  });

  it('fetches again when the joined call was sent before the window was final', async () => {
    // The last millisecond in which late data can arrive.
    const { fetchWindow, calls, time } = createTestWindowService({
      start: TODAY.begin + SETTLE_MS + LATE_DATA,
    });
    const records = [fetchWindow(createWindowRequest(), neverAborts(), CLIENT)];
    await time.advance(1);
    records.push(fetchWindow(createWindowRequest(), neverAborts(), BACKGROUND));
    await time.advance(1_000);
    expect((await Promise.all(records)).map(({ final }) => final)).toEqual([false, true]);
    expect(calls).toHaveLength(2);
  });

  it('returns a final window from the store', async () => {
    const { fetchWindow, calls, time } = createTestWindowService();
    for (const requester of [CLIENT, BACKGROUND]) {
      const record = fetchWindow(createWindowRequest(), neverAborts(), requester);
      await time.advance(100);
      expect(await record).toMatchObject({ status: 'ok', final: true });
    }
    expect(calls).toHaveLength(1);
  });
});
