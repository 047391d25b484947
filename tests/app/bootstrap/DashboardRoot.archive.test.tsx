import { act, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { METRICS } from '../../../src/contract/domain/metrics.ts';
import type { WindowRequest } from '../../../src/contract/wire/api.ts';
import { BUCKETS_PER_DAY, DAY } from '../../../src/contract/domain/time.ts';
import type { Archive } from '../../../src/server/archive/archive.ts';
import { encodeValues } from '../../../src/server/store/encoded-values.ts';
import { DEMO_APPS } from '../../../src/simulator/simulator.ts';
import { network, openPage } from '../../support/whole-page.tsx';

const APP = DEMO_APPS[0]?.id ?? '';
const SINCE = Date.UTC(2026, 8, 1);
// The API retains data from 21 October on.
const UNTIL = Date.UTC(2026, 9, 20);

// Three days of every metric, `failedDays` of them failed.
const findWindowCount = (failedDays = 0) => {
  const [windows, failed] = [3 * METRICS.length, failedDays * METRICS.length];
  const text = `${windows - failed} / ${windows} windows · ${failed} failed`;
  return screen.findByText(text, {}, { timeout: 10_000 });
};

// Holds every day of one app from September on, except a damaged one.
function createArchiveDouble(damagedDay = 0): Archive {
  const has = ({ appId, begin, end }: WindowRequest) =>
    appId === APP && begin >= SINCE && end <= UNTIL && end - begin === DAY && begin !== damagedDay;
  return {
    getPresence: (request) =>
      Promise.resolve(has(request) ? 'archived' : request.begin === damagedDay ? 'lost' : 'none'),
    get: (request) =>
      Promise.resolve(
        has(request)
          ? {
              begin: request.begin,
              encodedValues: encodeValues(Array.from({ length: BUCKETS_PER_DAY }, () => 88)),
              summary: 88,
              fetchedAt: request.end + DAY,
              requestId: null,
              final: true,
              complete: true,
            }
          : undefined,
      ),
    put: () => Promise.resolve(),
    reach: () => Promise.resolve({ [APP]: SINCE }),
    checkWritable: () => Promise.resolve(),
    stats: () => ({ windows: 1, lost: 0, reads: 0, writes: 0, damaged: 0 }),
  };
}

let opened: ReturnType<typeof openPage> | undefined;
const open = (search: string, archive = createArchiveDouble()) =>
  (opened = openPage({ search, archive }));

beforeAll(() => network.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  opened?.close();
  network.resetHandlers();
});
afterAll(() => network.close());

describe('DashboardRoot', () => {
  it('shows archived days and how far back they go', async () => {
    const page = open(`?app=${APP}&from=2026-10-02T00:00Z&to=2026-10-05T00:00Z&tz=UTC`);
    await findWindowCount();
    expect(page.upstreamCalls()).toBe(0);
    expect(screen.getAllByText(/^88\.00/).length).toBeGreaterThan(0);
    await userEvent.setup().click(screen.getByRole('button', { name: /^Time range/ }));
    expect(
      await screen.findByText(
        'Data goes back to Sep 1, 2026: this server keeps what the service drops after 30 days. One page shows up to 92 days.',
      ),
    ).toBeTruthy();
  });

  it('shows archived days of an app that only the URL names', async () => {
    const settings = { apps: DEMO_APPS.slice(1) };
    const search = `?app=${APP}&from=2026-10-02T00:00Z&to=2026-10-05T00:00Z&tz=UTC`;
    opened = openPage({ search, archive: createArchiveDouble(), settings });
    expect(await findWindowCount()).toBeTruthy();
  });

  it('shows archived days of an app named after the page was opened', async () => {
    const settings = { apps: DEMO_APPS.slice(1) };
    const range = 'from=2026-10-02T00:00Z&to=2026-10-05T00:00Z&tz=UTC';
    const page = (opened = openPage({
      search: `?app=${DEMO_APPS[1]?.id ?? ''}&${range}`,
      archive: createArchiveDouble(),
      settings,
    }));
    await screen.findByText('This range is older than 30 days', {}, { timeout: 10_000 });
    const { view } = page.urlState.get();
    act(() => page.urlState.set({ ...view, apps: [APP] }, 'push'));
    expect(await findWindowCount()).toBeTruthy();
    expect(screen.getAllByText(/^88\.00/).length).toBeGreaterThan(0);
  });

  it('clips the range to the start of the archive', async () => {
    open(`?app=${APP}&from=2026-08-20T00:00Z&to=2026-09-03T00:00Z&tz=UTC`);
    const note = /own data goes no further back\. Showing Sep 1, 00:00 – Sep 3, 00:00\./;
    expect(await screen.findByText(note, {}, { timeout: 10_000 })).toBeTruthy();
  });

  it('shows no archived days of another app', async () => {
    const other = DEMO_APPS[1]?.id ?? '';
    open(`?app=${other}&from=2026-10-02T00:00Z&to=2026-10-05T00:00Z&tz=UTC`);
    const gone = 'This range is older than 30 days';
    expect(await screen.findByText(gone, {}, { timeout: 10_000 })).toBeTruthy();
  });

  it('reports a damaged archived day', async () => {
    const archive = createArchiveDouble(Date.UTC(2026, 9, 3));
    open(`?app=${APP}&from=2026-10-02T00:00Z&to=2026-10-05T00:00Z&tz=UTC`, archive);
    await findWindowCount(1);
    await userEvent.setup().click(screen.getByRole('button', { name: 'Details' }));
    expect(screen.getByText('A kept day is damaged')).toBeTruthy();
  });
});
