import { describe, expect, it } from 'vitest';
import { DAY, MINUTE, STEP } from '../../src/contract/domain/time.ts';
import {
  NOW,
  buildParams,
  createSignedRequest,
  createTestSimulator,
  readJson,
  readNodes,
  readTimestamps,
  sendRequest,
} from '../support/simulator.ts';

async function requestBody(simulator: ReturnType<typeof createTestSimulator>, channel?: string) {
  const request = await createSignedRequest({ params: buildParams({ ChannelId: channel }) });
  return (await readJson(await simulator(request))).body;
}

describe('createSimulator', () => {
  it.each(['POST', 'GET'] as const)('returns data for %s requests', async (method) => {
    const { status, body } = await sendRequest({ method });
    expect(status).toBe(200);
    expect(body).toMatchObject({ RequestId: expect.any(String), SummaryData: expect.any(String) });
  });

  it('responds in the vendor’s format', async () => {
    const { headers, body } = await sendRequest();
    expect(headers.get('content-type')).toBe('application/json;charset=utf-8');
    expect(headers.get('date')).toBe('Sun, 22 Nov 2026 22:03:17 GMT');
    expect(body['RequestId']).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
    expect(body['SummaryData']).toMatch(/^\d+$/);
    const nodes = readNodes(body);
    expect(nodes.length).toBeGreaterThan(250);
    for (const node of nodes) {
      expect(node).toEqual({
        Timestamp: expect.stringMatching(/^\d{13}$/),
        Value: expect.stringMatching(/^\d+\.\d{6}$/),
      });
    }
  });

  it('returns the buckets from BeginTs to EndTs, both inclusive', async () => {
    const begin = NOW - DAY - (NOW % STEP);
    const { body } = await sendRequest({
      params: buildParams({ BeginTs: String(begin), EndTs: String(begin + 2 * STEP) }),
    });
    expect(readTimestamps(body)).toEqual([begin, begin + STEP, begin + 2 * STEP]);
  });

  it.each([
    ['both filters', { Os: 'Android', TerminalType: 'web' }],
    ['a channel', { ChannelId: '数学 101!*' }],
    ['unknown parameters', { Format: 'JSON', RegionId: 'cn-shanghai' }],
    [
      'exactly the last 30 days',
      { BeginTs: String(NOW - 30 * DAY), EndTs: String(NOW - 29 * DAY) },
    ],
    ['an EndTs in the future', { EndTs: String(Date.UTC(2026, 10, 23) - 1) }],
  ])('accepts %s', async (_case, changes) => {
    expect((await sendRequest({ params: buildParams(changes) })).status).toBe(200);
  });

  it.each([-15, 15])('accepts a date %i minutes off', async (minutes) => {
    const date = Math.floor(NOW / 1_000) * 1_000 + minutes * MINUTE + (minutes < 0 ? 1_000 : 0);
    expect((await sendRequest({ date })).status).toBe(200);
  });

  it('returns equal data for equal seeds and clocks, regardless of earlier requests', async () => {
    const [fresh, used] = [createTestSimulator(), createTestSimulator()];
    await requestBody(used, 'room-1');
    const [a, b] = [await requestBody(fresh), await requestBody(used)];
    expect(a['Nodes']).toEqual(b['Nodes']);
    expect(a['SummaryData']).toBe(b['SummaryData']);
  });
});
