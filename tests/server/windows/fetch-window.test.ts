import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, STEP } from '../../../src/contract/domain/time.ts';
import { REFRESH_LAG } from '../../../src/server/store/window-store.ts';
import {
  NOW,
  TODAY,
  respondWithValue,
  fetchRecords,
  createStubUpstream,
  respondWithError,
  createHourRequests,
  createTestApp,
  createSettings,
  createWindowRequest,
} from '../../support/server/test-doubles.ts';

const today = createWindowRequest(TODAY);

describe('createFetchWindow', () => {
  it('requests [begin, end - 1 ms] with all filters and returns one value per bucket', async () => {
    const upstream = createStubUpstream();
    const [record] = await fetchRecords(createTestApp(upstream), [
      createWindowRequest({
        metric: 'FirstFrameCost',
        os: 'iOS',
        terminal: 'mobile',
        channelId: 'room 1/ä',
      }),
    ]);
    const url = new URL(upstream.calls[0]?.url ?? '');
    expect(url.origin).toBe('https://live.aliyuncs.com');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      AppId: '3f2a8c1e-app',
      MetricType: 'FirstFrameCost',
      BeginTs: String(TODAY.begin - DAY),
      EndTs: String(TODAY.begin - 1),
      Os: 'iOS',
      TerminalType: 'mobile',
      ChannelId: 'room 1/ä',
    });
    expect(upstream.calls[0]?.headers.get('x-acs-action')).toBe(
      'DescribeLiveInteractionMetricData',
    );
    expect(upstream.calls[0]?.headers.has('content-type')).toBe(false);
    expect(record).toEqual({
      index: 0,
      status: 'ok',
      begin: TODAY.begin - DAY,
      step: STEP,
      values: Array.from({ length: 288 }, () => 97.5),
      summary: 97.5,
      final: true,
      fetchedAt: NOW,
      requestId: 'A01C98C5-25AE-124A-83FE-514DF5C5BE36',
    });
  });

  it('requests no time after now and returns values up to the bucket in progress', async () => {
    const upstream = createStubUpstream();
    const [record] = await fetchRecords(createTestApp(upstream), [today]);
    expect(new URL(upstream.calls[0]?.url ?? '').searchParams.get('EndTs')).toBe(String(NOW - 1));
    expect(record).toMatchObject({ status: 'ok', begin: TODAY.begin, final: false });
    expect(record?.values).toHaveLength((12 * HOUR + 5 * MINUTE) / STEP);
  });

  it('starts where the upstream’s data starts when the first part has expired', async () => {
    const upstream = createStubUpstream();
    const begin = TODAY.begin - 30 * DAY;
    const [record] = await fetchRecords(createTestApp(upstream), [
      createWindowRequest({ begin, end: begin + DAY }),
    ]);
    const retainedBegin = NOW - 30 * DAY + 18 * MINUTE;
    expect(record).toMatchObject({ status: 'ok', begin: retainedBegin, final: true });
    expect(record?.begin).toBe(
      Number(new URL(upstream.calls[0]?.url ?? '').searchParams.get('BeginTs')),
    );
  });

  it('returns gone, without a call, when the whole window has expired', async () => {
    const upstream = createStubUpstream();
    const begin = TODAY.begin - 32 * DAY;
    const [record] = await fetchRecords(createTestApp(upstream), [
      createWindowRequest({ begin, end: begin + DAY }),
    ]);
    expect(record).toMatchObject({
      status: 'gone',
      values: [],
      problem: { code: 'gone', retryable: false },
    });
    expect(upstream.calls).toEqual([]);
  });

  it('returns an empty window, without a call, when it is in the future', async () => {
    const upstream = createStubUpstream();
    const [record] = await fetchRecords(createTestApp(upstream), [
      createWindowRequest({ begin: TODAY.end, end: TODAY.end + DAY }),
    ]);
    expect(record).toMatchObject({
      status: 'ok',
      begin: TODAY.end,
      values: [],
      final: false,
      summary: null,
    });
    expect(upstream.calls).toEqual([]);
  });

  it.each([
    ['fraction', 'JoinChannelSucRate', '0.29', 29],
    ['fraction', 'FirstFrameCost', '812', 812],
    ['percent', 'JoinChannelSucRate', '97.25', 97.25],
  ] as const)(
    'converts rates given as %s: %s %s becomes %d',
    async (rateScale, metric, raw, value) => {
      const upstream = createStubUpstream((url) => respondWithValue(url, raw));
      const settings = createSettings({ rateScale });
      const [record] = await fetchRecords(createTestApp(upstream, { settings }), [
        createWindowRequest({ metric }),
      ]);
      expect([record?.values[0], record?.summary]).toEqual([value, value]);
    },
  );

  it('marks a window as final only after its settle time', async () => {
    const end = NOW - 15 * MINUTE + 3 * MINUTE;
    const settled = createWindowRequest({ begin: end - HOUR - 3 * STEP, end: end - 3 * STEP });
    const open = createWindowRequest({ begin: end - HOUR, end });
    const records = await fetchRecords(createTestApp(createStubUpstream()), [settled, open]);
    expect(records.map(({ final }) => final)).toEqual([true, false]);
  });

  it('makes one call for identical windows, within a request and across requests', async () => {
    const upstream = createStubUpstream();
    const app = createTestApp(upstream);
    const requests = Array.from({ length: 100 }, () => createWindowRequest());
    const responses = await Promise.all([
      fetchRecords(app, requests),
      ...requests.map((request) => fetchRecords(app, [request])),
    ]);
    expect(responses.flat().every(({ status }) => status === 'ok')).toBe(true);
    expect(responses[0]?.map(({ index }) => index)).toEqual(requests.map((_, index) => index));
    expect(upstream.calls).toHaveLength(1);
  });

  it('fetches a final window only once', async () => {
    const upstream = createStubUpstream();
    let now = NOW;
    const app = createTestApp(upstream, { now: () => now });
    const [before] = await fetchRecords(app, [createWindowRequest()]);
    now += 29 * DAY;
    expect(await fetchRecords(app, [createWindowRequest()])).toEqual([before]);
    now += 29 * DAY;
    expect(await fetchRecords(app, [createWindowRequest()])).toEqual([before]);
    expect(upstream.calls).toHaveLength(1);
  });

  it('fetches an open window once per bucket', async () => {
    const upstream = createStubUpstream();
    let now = NOW;
    const app = createTestApp(upstream, { now: () => now });
    const nextBucket = TODAY.begin + 12 * HOUR + STEP;
    for (const at of [NOW, NOW + 1_000, nextBucket + REFRESH_LAG - 1]) {
      now = at;
      await fetchRecords(app, [today]);
    }
    expect(upstream.calls).toHaveLength(1);
    now = nextBucket + REFRESH_LAG;
    await fetchRecords(app, [today]);
    expect(upstream.calls).toHaveLength(2);
  });

  it('distinguishes windows by every field', async () => {
    const upstream = createStubUpstream();
    const windows = [
      createWindowRequest(),
      createWindowRequest({ appId: 'other' }),
      createWindowRequest({ metric: 'VideoStuckRate' }),
      createWindowRequest({ os: 'iOS' }),
      createWindowRequest({ terminal: 'web' }),
      createWindowRequest({ channelId: 'iOS' }),
      createWindowRequest({ channelId: '"web' }),
      ...createHourRequests(3),
    ];
    await fetchRecords(createTestApp(upstream), windows);
    expect(new Set(upstream.calls.map(({ url }) => url)).size).toBe(windows.length);
  });

  it('returns a stale copy with its age and the problem while the upstream fails', async () => {
    const { fresh, later } = await fetchBeforeAndAfterFailure(503, 'ServiceUnavailable');
    expect(later).toMatchObject({
      ...fresh,
      status: 'stale',
      fetchedAt: NOW,
      problem: { code: 'upstream_error' },
    });
  });

  it('returns no stale copy when the upstream rejects the credentials', async () => {
    const { later } = await fetchBeforeAndAfterFailure(403, 'NoPermission');
    expect(later).toMatchObject({
      status: 'failed',
      values: [],
      problem: { code: 'no_permission' },
    });
  });
});

/** Fetches an open window, and again one bucket later, when the upstream fails. */
async function fetchBeforeAndAfterFailure(status: number, code: string) {
  let isFailing = false;
  let now = NOW;
  const upstream = createStubUpstream((url) =>
    isFailing ? respondWithError(status, code) : respondWithValue(url),
  );
  const app = createTestApp(upstream, { now: () => now });
  const [fresh] = await fetchRecords(app, [today]);
  isFailing = true;
  now += STEP + REFRESH_LAG;
  const [later] = await fetchRecords(app, [today]);
  return { fresh, later };
}
