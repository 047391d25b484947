import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/contract/domain/time.ts';
import { DOCUMENTED_ERRORS } from '../../../src/simulator/api/errors.ts';
import type { DocumentedCode } from '../../../src/simulator/api/errors.ts';
import * as faults from '../../../src/simulator/faults/faults.ts';
import { always } from '../../../src/simulator/faults/scenarios.ts';
import {
  NOW,
  createSignedRequest,
  createTestSimulator,
  readJson,
  readTimestamps,
  respondWith,
} from '../../support/simulator.ts';

const CODES = Object.keys(DOCUMENTED_ERRORS).filter(
  (code): code is DocumentedCode => code in DOCUMENTED_ERRORS,
);

describe('failWith', () => {
  it.each(CODES)('responds to %s with its status and fields', async (code) => {
    const { status, headers, body } = await readJson(await respondWith(faults.failWith(code)));
    expect(status).toBe(DOCUMENTED_ERRORS[code].status);
    expect(headers.get('content-type')).toBe('application/json;charset=utf-8');
    expect(body).toMatchObject({
      Code: code,
      Message: expect.any(String),
      HostId: 'live.aliyuncs.com',
    });
    expect(body['RequestId']).toBe(headers.get('x-acs-request-id'));
  });

  it('changes status, message and headers', async () => {
    const fault = faults.failWith('Throttling', {
      status: 429,
      message: 'slow',
      headers: { 'retry-after': '3' },
    });
    const { status, headers, body } = await readJson(await respondWith(fault));
    expect([status, body['Message'], headers.get('retry-after')]).toEqual([429, 'slow', '3']);
  });
});

describe('throttle', () => {
  it('sends both retry headers', async () => {
    const { status, headers, body } = await readJson(await respondWith(faults.throttle(2_500)));
    expect([status, body['Code']]).toEqual([400, 'Throttling.User']);
    expect(headers.get('retry-after')).toBe('3');
    expect(headers.get('x-acs-retry-after')).toBe('2500');
  });
});

describe('respondHtml', () => {
  it('sends an HTML page with status 502', async () => {
    const response = await respondWith(faults.respondHtml());
    expect([response.status, response.headers.get('content-type')]).toEqual([502, 'text/html']);
    expect(await response.text()).toContain('<html>');
  });
});

describe('respondRaw', () => {
  it('sends any body', async () => {
    const response = await respondWith(faults.respondRaw('[[[['));
    expect([response.status, await response.text()]).toEqual([200, '[[[[']);
  });
});

describe('truncateJson', () => {
  it('cuts the JSON and ends the body normally', async () => {
    const text = await (await respondWith(faults.truncateJson())).text();
    expect(text).toMatch(/^\{"Nodes":\[/);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });
});

describe('resetConnection', () => {
  it('throws before the response', async () => {
    await expect(respondWith(faults.resetConnection())).rejects.toThrow(TypeError);
  });
});

describe('resetDuringBody', () => {
  it('fails after part of the body', async () => {
    const response = await respondWith(faults.resetDuringBody());
    const reader = response.body?.getReader();
    expect((await reader?.read())?.value?.length).toBeGreaterThan(1_000);
    await expect(reader?.read()).rejects.toThrow('terminated');
  });
});

describe('streamEndlessly', () => {
  it('never ends the body', async () => {
    const reader = (await respondWith(faults.streamEndlessly())).body?.getReader();
    for (let i = 0; i < 100; i += 1) expect((await reader?.read())?.done).toBe(false);
    await reader?.cancel();
  });
});

describe('delayResponse', () => {
  it('waits with the given sleep function', async () => {
    const delays: number[] = [];
    const simulator = createTestSimulator({
      scenario: always(faults.delayResponse(700, faults.failWith('InternalError'))),
      sleep: async (ms) => void delays.push(ms),
    });
    expect((await simulator(await createSignedRequest())).status).toBe(500);
    expect(delays).toEqual([700]);
  });

  it('sends the correct response without another fault', async () => {
    expect((await respondWith(faults.delayResponse(0))).status).toBe(200);
  });
});

describe.each([
  ['delayResponse', faults.delayResponse(HOUR)],
  ['neverRespond', faults.neverRespond()],
])('%s', (_name, fault) => {
  it('rejects when the caller aborts', async () => {
    const caller = new AbortController();
    const response = respondWith(fault, caller.signal);
    caller.abort(new Error('gone'));
    await expect(response).rejects.toThrow('gone');
  });
});

describe('neverRespond', () => {
  it('rejects when the caller has aborted before', async () => {
    const aborted = AbortSignal.abort(new Error('gone'));
    await expect(respondWith(faults.neverRespond(), aborted)).rejects.toThrow('gone');
  });
});

describe('delayData', () => {
  it('responds with the data of an earlier time', async () => {
    const { body } = await readJson(await respondWith(faults.delayData(60)));
    const last = readTimestamps(body).at(-1);
    expect(last).toBeLessThanOrEqual(NOW - HOUR);
    expect(last).toBeGreaterThan(NOW - HOUR - 15 * MINUTE);
  });
});
