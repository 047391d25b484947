import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, STEP } from '../../../src/contract/domain/time.ts';
import * as changes from '../../../src/simulator/faults/mutations.ts';
import { DOCUMENTED_ERRORS } from '../../../src/simulator/api/errors.ts';
import type { DocumentedCode } from '../../../src/simulator/api/errors.ts';
import * as faults from '../../../src/simulator/faults/faults.ts';
import type { Call, Fault } from '../../../src/simulator/faults/faults.ts';
import {
  always,
  firstAttempts,
  firstOf,
  randomly,
  when,
} from '../../../src/simulator/faults/scenarios.ts';
import { realSleep } from '../../../src/simulator/sleep.ts';
import {
  NOW,
  readNodes,
  buildParams,
  readJson,
  readTimestamps,
  createSignedRequest,
  createTestSimulator,
} from '../../support/simulator.ts';

const CODES = Object.keys(DOCUMENTED_ERRORS).filter(
  (code): code is DocumentedCode => code in DOCUMENTED_ERRORS,
);

async function respond(fault: Fault, signal?: AbortSignal): Promise<Response> {
  const request = await createSignedRequest();
  return createTestSimulator({ scenario: always(fault) })(
    signal ? new Request(request, { signal }) : request,
  );
}

async function nodesOf(...made: changes.ResponseMutation[]): Promise<ReturnType<typeof readNodes>> {
  const { body } = await readJson(await respond(faults.mutateResponse(...made)));
  return readNodes(body);
}

const honest = await nodesOf();
const honestTimes = honest.map((node) => Number(node?.Timestamp));

describe('errors', () => {
  it.each(CODES)('%s comes with its status and fields', async (code) => {
    const { status, headers, body } = await readJson(await respond(faults.failWith(code)));
    expect(status).toBe(DOCUMENTED_ERRORS[code].status);
    expect(headers.get('content-type')).toBe('application/json;charset=utf-8');
    expect(body).toMatchObject({
      Code: code,
      Message: expect.any(String),
      HostId: 'live.aliyuncs.com',
    });
    expect(body['RequestId']).toBe(headers.get('x-acs-request-id'));
  });
  it('says what is denied', async () => {
    const { body } = await readJson(await respond(faults.failWith('NoPermission')));
    expect(body).toHaveProperty(
      ['AccessDeniedDetail', 'AuthAction'],
      'live:DescribeLiveInteractionMetricData',
    );
  });
  it('takes another status, message and headers', async () => {
    const fault = faults.failWith('Throttling', {
      status: 429,
      message: 'slow',
      headers: { 'retry-after': '3' },
    });
    const { status, headers, body } = await readJson(await respond(fault));
    expect([status, body['Message'], headers.get('retry-after')]).toEqual([429, 'slow', '3']);
  });
  it('has lower-case keys on demand', async () => {
    const { body } = await readJson(
      await respond(faults.failWith('InternalError', { format: 'lower' })),
    );
    expect(Object.keys(body).sort()).toEqual([
      'code',
      'hostId',
      'message',
      'recommend',
      'requestId',
    ]);
  });
  it('is XML on demand', async () => {
    const response = await respond(
      faults.failWith('ServiceUnavailable', { format: 'xml', message: 'a < b & c' }),
    );
    expect(response.headers.get('content-type')).toBe('text/xml;charset=utf-8');
    expect(await response.text()).toMatch(
      /^<\?xml .*\?><Error><RequestId>[0-9A-F-]{36}<\/RequestId><HostId>live\.aliyuncs\.com<\/HostId><Code>ServiceUnavailable<\/Code><Message>a &lt; b &amp; c<\/Message><\/Error>$/,
    );
  });
  it('has no body on demand', async () => {
    const response = await respond(faults.failWith('InternalError', { format: 'empty' }));
    expect([response.status, await response.text()]).toEqual([500, '']);
  });
  it('throttles with both headers', async () => {
    const { status, headers, body } = await readJson(await respond(faults.throttle(2_500)));
    expect([status, body['Code']]).toEqual([400, 'Throttling.User']);
    expect(headers.get('retry-after')).toBe('3');
    expect(headers.get('x-acs-retry-after')).toBe('2500');
  });
});

describe('broken answers', () => {
  it('is HTML', async () => {
    const response = await respond(faults.respondHtml());
    expect([response.status, response.headers.get('content-type')]).toEqual([502, 'text/html']);
    expect(await response.text()).toContain('<html>');
  });
  it('is anything at all', async () => {
    const response = await respond(faults.respondRaw('[[[['));
    expect([response.status, await response.text()]).toEqual([200, '[[[[']);
  });
  it('is JSON cut short, with a clean end', async () => {
    const text = await (await respond(faults.truncateJson())).text();
    expect(text).toMatch(/^\{"Nodes":\[/);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });
  it('breaks before the answer', async () => {
    await expect(respond(faults.resetConnection())).rejects.toThrow(TypeError);
  });
  it('breaks in the body', async () => {
    const response = await respond(faults.resetDuringBody());
    const reader = response.body?.getReader();
    expect((await reader?.read())?.value?.length).toBeGreaterThan(1_000);
    await expect(reader?.read()).rejects.toThrow('terminated');
  });
  it('never ends', async () => {
    const reader = (await respond(faults.streamEndlessly())).body?.getReader();
    for (let i = 0; i < 100; i += 1) expect((await reader?.read())?.done).toBe(false);
    await reader?.cancel();
  });
});

describe('slow answers', () => {
  it('take as long as they are told, by the given clock', async () => {
    const slept: number[] = [];
    const simulator = createTestSimulator({
      scenario: always(faults.delayResponse(700, faults.failWith('InternalError'))),
      sleep: async (ms) => void slept.push(ms),
    });
    expect((await simulator(await createSignedRequest())).status).toBe(500);
    expect(slept).toEqual([700]);
  });
  it('are honest in the end', async () => {
    expect((await respond(faults.delayResponse(0))).status).toBe(200);
  });
  it.each([
    ['a slow one', faults.delayResponse(HOUR)],
    ['a hanging one', faults.neverRespond()],
  ])('%s ends when the caller hangs up', async (_, fault) => {
    const caller = new AbortController();
    const answer = respond(fault, caller.signal);
    caller.abort(new Error('gone'));
    await expect(answer).rejects.toThrow('gone');
  });
  it('do not begin for a caller who is gone', async () => {
    await expect(realSleep(HOUR, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
    await expect(
      respond(faults.neverRespond(), AbortSignal.abort(new Error('gone'))),
    ).rejects.toThrow('gone');
  });
});

describe('odd data', () => {
  it('comes late', async () => {
    const { body } = await readJson(await respond(faults.delayData(60)));
    const last = readTimestamps(body).at(-1);
    expect(last).toBeLessThanOrEqual(NOW - HOUR);
    expect(last).toBeGreaterThan(NOW - HOUR - 15 * MINUTE);
  });
  it('has gaps here and there, the same ones each time', async () => {
    const nodes = await nodesOf(changes.dropNodes(0.3));
    expect(nodes.length / honest.length).toBeGreaterThan(0.55);
    expect(nodes.length / honest.length).toBeLessThan(0.85);
    expect(honest).toEqual(expect.arrayContaining(nodes));
    expect(await nodesOf(changes.dropNodes(0.3))).toEqual(nodes);
  });
  it('has one long gap', async () => {
    const span = { begin: NOW - 4 * HOUR, end: NOW - 3 * HOUR };
    const times = (await nodesOf(changes.dropSpan(span))).map((node) => Number(node?.Timestamp));
    expect(times).toEqual(honestTimes.filter((at) => at < span.begin || at >= span.end));
  });
  it.each([
    ['mildly', 1, 3],
    ['thoroughly', 100, 288],
  ] as const)('is %s out of order and otherwise whole', async (how, least, most) => {
    const nodes = await nodesOf(changes.shuffleNodes(how));
    const times = nodes.map((node) => Number(node?.Timestamp));
    expect(times.toSorted((a, b) => a - b)).toEqual(honestTimes);
    const furthest = Math.max(...times.map((at, i) => Math.abs(honestTimes.indexOf(at) - i)));
    expect(furthest).toBeGreaterThanOrEqual(least);
    expect(furthest).toBeLessThanOrEqual(most);
  });
  it('lies off the boundaries, in the same buckets', async () => {
    const times = (await nodesOf(changes.misalignTimestamps())).map((node) =>
      Number(node?.Timestamp),
    );
    expect(times.filter((at) => at % STEP !== 0).length).toBeGreaterThan(250);
    expect(times.map((at) => at - (at % STEP))).toEqual(honestTimes);
  });
  it('has bare numbers', async () => {
    const [first] = await nodesOf(changes.unquoteNumbers());
    expect([typeof first?.Timestamp, typeof first?.Value]).toEqual(['number', 'string']);
    const [other] = await nodesOf(changes.unquoteNumbers('everything'));
    expect([typeof other?.Timestamp, typeof other?.Value]).toEqual(['number', 'number']);
  });
  it.each([null, '', 'NaN', '0'])('has the value %j here and there', async (value) => {
    const nodes = await nodesOf(changes.replaceValues(value));
    const replaced = nodes.filter((node) => node?.Value === value).length;
    expect(replaced).toBeGreaterThan(20);
    expect(replaced).toBeLessThan(100);
    expect(nodes.length).toBe(honest.length);
  });
  it('has null nodes', async () => {
    expect(
      (await nodesOf(changes.nullifyNodes())).filter((node) => node === null).length,
    ).toBeGreaterThan(20);
  });
  it.each([
    ['null', null],
    ['absent', undefined],
    ['empty', []],
  ] as const)('has no nodes: %s', async (how, nodes) => {
    const { body } = await readJson(await respond(faults.mutateResponse(changes.removeNodes(how))));
    expect(body['Nodes']).toEqual(nodes);
    expect(body).toHaveProperty('SummaryData');
  });
  it('has fractions for percents', async () => {
    const simulator = createTestSimulator({
      scenario: always(faults.mutateResponse(changes.convertToFractions())),
    });
    const params = buildParams({ MetricType: 'JoinChannelSucRate' });
    const { body } = await readJson(await simulator(await createSignedRequest({ params })));
    for (const node of readNodes(body)) {
      expect(Number(node?.Value)).toBeLessThanOrEqual(1);
      expect(Number(node?.Value)).toBeGreaterThan(0.5);
    }
  });
  it('is several of these at once', async () => {
    const nodes = await nodesOf(
      changes.duplicateNodes(),
      changes.misalignTimestamps(),
      changes.shuffleNodes(),
    );
    expect(nodes.length).toBeGreaterThan(honest.length);
  });
});

describe('scenarios', () => {
  it('sees the call with parameters, attempt and serial number', async () => {
    const calls: Call[] = [];
    const simulator = createTestSimulator({ scenario: (call) => void calls.push(call) });
    await simulator(await createSignedRequest());
    await simulator(await createSignedRequest({ params: buildParams({ Os: 'iOS' }) }));
    await simulator(await createSignedRequest());
    expect(calls.map(({ serial, attempt, query }) => [serial, attempt, query.os])).toEqual([
      [1, 1, undefined],
      [2, 1, 'iOS'],
      [3, 2, undefined],
    ]);
    expect(calls[0]).toMatchObject({ at: NOW, params: buildParams() });
  });
  it('fails the first attempts of every query', async () => {
    const simulator = createTestSimulator({
      scenario: firstAttempts(2, faults.failWith('InternalError')),
    });
    const statuses = [];
    for (let i = 0; i < 4; i += 1)
      statuses.push((await simulator(await createSignedRequest())).status);
    expect(statuses).toEqual([500, 500, 200, 200]);
  });
  it('fails by lot, the same lots for the same seed', () => {
    const share = faulty(1).filter(Boolean).length / 5_000;
    expect(share).toBeGreaterThan(0.065);
    expect(share).toBeLessThan(0.095);
    expect(faulty(1)).toEqual(faulty(1));
    expect(faulty(1)).not.toEqual(faulty(2));
  });
  it('takes the first that has a fault', () => {
    const [one, two] = [faults.neverRespond(), faults.throttle()];
    const scenario = firstOf(
      when((call) => call.serial === 1, one),
      always(two),
    );
    expect(scenario(callOf({ serial: 1 }))).toBe(one);
    expect(scenario(callOf({ serial: 2 }))).toBe(two);
    expect(firstOf()(callOf({}))).toBeUndefined();
  });
});

/** Which of 5,000 calls a lottery of 8 % hits. */
function faulty(seed: number): boolean[] {
  const scenario = randomly(0.08, [faults.neverRespond(), faults.throttle()], seed);
  return Array.from({ length: 5_000 }, (_, serial) => scenario(callOf({ serial })) !== undefined);
}

function callOf(call: Partial<Call>): Call {
  return {
    serial: 1,
    attempt: 1,
    at: NOW,
    params: {},
    query: { appId: 'a', metric: 'FirstFrameCost', begin: NOW - DAY, end: NOW },
    ...call,
  };
}
