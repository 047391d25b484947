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

describe('a window', () => {
  it('is asked as [begin, end - 1 ms] with its filters, and answered as a column', async () => {
    const upstream = createStubUpstream();
    const [line] = await fetchRecords(createTestApp(upstream), [
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
    expect(line).toEqual({
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

  it('is never asked beyond now, and then ends with the bucket in progress', async () => {
    const upstream = createStubUpstream();
    const [line] = await fetchRecords(createTestApp(upstream), [today]);
    expect(new URL(upstream.calls[0]?.url ?? '').searchParams.get('EndTs')).toBe(String(NOW - 1));
    expect(line).toMatchObject({ status: 'ok', begin: TODAY.begin, final: false });
    expect(line?.values).toHaveLength((12 * HOUR + 5 * MINUTE) / STEP);
  });

  it('is clipped where the upstream has forgotten its first part', async () => {
    const upstream = createStubUpstream();
    const begin = TODAY.begin - 30 * DAY;
    const [line] = await fetchRecords(createTestApp(upstream), [
      createWindowRequest({ begin, end: begin + DAY }),
    ]);
    const answered = NOW - 30 * DAY + 18 * MINUTE;
    expect(line).toMatchObject({ status: 'ok', begin: answered, final: true });
    expect(line?.begin).toBe(
      Number(new URL(upstream.calls[0]?.url ?? '').searchParams.get('BeginTs')),
    );
  });

  it('is gone, without a call, when all of it is older than the upstream keeps', async () => {
    const upstream = createStubUpstream();
    const begin = TODAY.begin - 32 * DAY;
    const [line] = await fetchRecords(createTestApp(upstream), [
      createWindowRequest({ begin, end: begin + DAY }),
    ]);
    expect(line).toMatchObject({
      status: 'gone',
      values: [],
      problem: { code: 'gone', retryable: false },
    });
    expect(upstream.calls).toEqual([]);
  });

  it('is an empty answer, without a call, when none of it has begun', async () => {
    const upstream = createStubUpstream();
    const [line] = await fetchRecords(createTestApp(upstream), [
      createWindowRequest({ begin: TODAY.end, end: TODAY.end + DAY }),
    ]);
    expect(line).toMatchObject({
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
  ] as const)('with rates as %s has %s %s as %d', async (rateScale, metric, raw, value) => {
    const upstream = createStubUpstream((url) => respondWithValue(url, raw));
    const settings = createSettings({ rateScale });
    const [line] = await fetchRecords(createTestApp(upstream, { settings }), [
      createWindowRequest({ metric }),
    ]);
    expect([line?.values[0], line?.summary]).toEqual([value, value]);
  });

  it('is not final before the settle time has passed', async () => {
    const end = NOW - 15 * MINUTE + 3 * MINUTE;
    const settled = createWindowRequest({ begin: end - HOUR - 3 * STEP, end: end - 3 * STEP });
    const open = createWindowRequest({ begin: end - HOUR, end });
    const lines = await fetchRecords(createTestApp(createStubUpstream()), [settled, open]);
    expect(lines.map(({ final }) => final)).toEqual([true, false]);
  });
});

describe('memory', () => {
  it('makes one call of a hundred identical windows, in one request or in many', async () => {
    const upstream = createStubUpstream();
    const proxy = createTestApp(upstream);
    const many = Array.from({ length: 100 }, () => createWindowRequest());
    const asked = await Promise.all([
      fetchRecords(proxy, many),
      ...many.map((one) => fetchRecords(proxy, [one])),
    ]);
    expect(asked.flat().every(({ status }) => status === 'ok')).toBe(true);
    expect(asked[0]?.map(({ index }) => index)).toEqual(many.map((_, index) => index));
    expect(upstream.calls).toHaveLength(1);
  });

  it('asks for a final window exactly once, ever', async () => {
    const upstream = createStubUpstream();
    let now = NOW;
    const proxy = createTestApp(upstream, { now: () => now });
    const [before] = await fetchRecords(proxy, [createWindowRequest()]);
    now += 29 * DAY;
    expect(await fetchRecords(proxy, [createWindowRequest()])).toEqual([before]);
    now += 29 * DAY;
    expect(await fetchRecords(proxy, [createWindowRequest()])).toEqual([before]);
    expect(upstream.calls).toHaveLength(1);
  });

  it('asks for an open window once a bucket', async () => {
    const upstream = createStubUpstream();
    let now = NOW;
    const proxy = createTestApp(upstream, { now: () => now });
    const nextBucket = TODAY.begin + 12 * HOUR + STEP;
    for (const at of [NOW, NOW + 1_000, nextBucket + REFRESH_LAG - 1]) {
      now = at;
      await fetchRecords(proxy, [today]);
    }
    expect(upstream.calls).toHaveLength(1);
    now = nextBucket + REFRESH_LAG;
    await fetchRecords(proxy, [today]);
    expect(upstream.calls).toHaveLength(2);
  });

  it('keeps windows apart by everything in them', async () => {
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
});

/** A fresh answer, and what is said a bucket later while the upstream answers with an error. */
const failing = async (status: number, code: string) => {
  let broken = false;
  let now = NOW;
  const upstream = createStubUpstream((url) =>
    broken ? respondWithError(status, code) : respondWithValue(url),
  );
  const proxy = createTestApp(upstream, { now: () => now });
  const [fresh] = await fetchRecords(proxy, [today]);
  broken = true;
  now += STEP + REFRESH_LAG;
  const [line] = await fetchRecords(proxy, [today]);
  return { fresh, line };
};

describe('an older answer', () => {
  it('stands in while the upstream is failing, marked with its age', async () => {
    const { fresh, line } = await failing(503, 'ServiceUnavailable');
    expect(line).toMatchObject({
      ...fresh,
      status: 'stale',
      fetchedAt: NOW,
      problem: { code: 'upstream_error' },
    });
  });

  it('does not hide that the keys stopped working', async () => {
    const { line } = await failing(403, 'NoPermission');
    expect(line).toMatchObject({
      status: 'failed',
      values: [],
      problem: { code: 'no_permission' },
    });
  });
});
