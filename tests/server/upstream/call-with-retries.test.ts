import { describe, expect, it } from 'vitest';
import { MAX_ATTEMPTS } from '../../../src/server/upstream/retry-policy.ts';
import { FAULTS } from '../../support/server/fault-table.ts';
import {
  NOW,
  createHourRequests,
  createStubUpstream,
  createTestApp,
  createWindowRequest,
  fetchRecords,
  respondWithError,
  respondWithValue,
} from '../../support/server/test-doubles.ts';

describe('createCallWithRetries', () => {
  it.each(FAULTS)(
    'gives up on %s with the expected problem and number of attempts',
    async (_name, respond, code, attempts, upstreamCode) => {
      const upstream = createStubUpstream(respond);
      const [record] = await fetchRecords(createTestApp(upstream), [createWindowRequest()]);
      expect(record).toMatchObject({ index: 0, status: 'failed', values: [], problem: { code } });
      expect(record?.problem?.upstreamCode).toBe(upstreamCode);
      expect(JSON.stringify(record)).not.toContain('raw text');
      expect(upstream.calls).toHaveLength(attempts);
      const nonces = upstream.calls.map(({ headers }) => headers.get('x-acs-signature-nonce'));
      expect(new Set(nonces).size).toBe(attempts);
    },
  );

  it.each(FAULTS.filter(([, , , attempts]) => attempts > 1))(
    'recovers from a single failure by %s',
    async (_name, respond) => {
      const upstream = createStubUpstream((url, call) =>
        call === 0 ? respond(url, call) : respondWithValue(url),
      );
      const [record] = await fetchRecords(createTestApp(upstream), [createWindowRequest()]);
      expect(record).toMatchObject({ status: 'ok' });
      expect(record?.values).toHaveLength(288);
      expect(upstream.calls).toHaveLength(2);
    },
  );

  it('reports how long a throttled account has to wait', async () => {
    const upstream = createStubUpstream(() =>
      respondWithError(429, 'Throttling', { 'retry-after': '90' }),
    );
    const [record] = await fetchRecords(createTestApp(upstream), [createWindowRequest()]);
    expect(record?.problem).toMatchObject({
      code: 'throttled',
      retryable: true,
      retryAfterMs: 90_000,
    });
    expect(upstream.calls).toHaveLength(1);
  });

  it('signs the retry with the upstream’s time when the clock is wrong', async () => {
    const ahead = NOW + 3_600_000;
    const upstream = createStubUpstream((url, call) =>
      call === 0
        ? respondWithError(400, 'InvalidTimeStamp.Expired', { date: new Date(ahead).toUTCString() })
        : respondWithValue(url),
    );
    await fetchRecords(createTestApp(upstream), [createWindowRequest()]);
    const dates = upstream.calls.map(({ headers }) => headers.get('x-acs-date'));
    expect(dates).toEqual(['2026-11-20T12:02:00Z', '2026-11-20T13:02:00Z']);
  });

  it('loads each of many windows exactly once under mixed faults', async () => {
    const responders = FAULTS.filter(([, , , attempts]) => attempts === MAX_ATTEMPTS).map(
      ([, respond]) => respond,
    );
    const upstream = createStubUpstream((url, call) => {
      const fault = call % 12 === 0 ? responders[(call / 12) % responders.length] : undefined;
      return fault ? fault(url, call) : respondWithValue(url);
    });
    const requests = Array.from({ length: 10 }, (_, app) =>
      createHourRequests(24).map((request) => ({ ...request, appId: `app-${app}` })),
    ).flat();
    const records = await fetchRecords(createTestApp(upstream), requests);
    expect(records.map(({ index }) => index)).toEqual(requests.map((_, index) => index));
    expect(records.filter(({ status }) => status !== 'ok')).toEqual([]);
  }, 30_000);
});
