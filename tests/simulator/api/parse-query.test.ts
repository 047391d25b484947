import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/contract/domain/time.ts';
import {
  CLASSROOM,
  NOW,
  buildParams,
  createSignedRequest,
  createTestSimulator,
  readJson,
  sendRequest,
  signWithBody,
} from '../../support/simulator.ts';

describe('parseQuery', () => {
  it.each([
    ['a missing MetricType', { MetricType: undefined }, 'MissingMetricType', 'MetricType'],
    ['an empty MetricType', { MetricType: '' }, 'MissingMetricType', 'MetricType'],
    ['a missing BeginTs', { BeginTs: undefined }, 'MissingBeginTs', 'BeginTs'],
    ['a missing EndTs', { EndTs: undefined }, 'MissingEndTs', 'EndTs'],
    ['a missing AppId', { AppId: undefined }, 'MissingAppId', 'AppId'],
    ['an unknown metric', { MetricType: 'firstFrameCost' }, 'Meter.ParamError', 'MetricType'],
    ['an unknown Os', { Os: 'ios' }, 'Meter.ParamError', 'Os'],
    ['an empty Os', { Os: '' }, 'Meter.ParamError', 'Os'],
    ['an unknown terminal', { TerminalType: 'tv' }, 'Meter.ParamError', 'TerminalType'],
    ['an empty channel', { ChannelId: '' }, 'Meter.ParamError', 'ChannelId'],
    ['an app of another account', { AppId: 'other' }, 'Meter.ParamError', 'AppId'],
    ['an app id in upper case', { AppId: CLASSROOM.toUpperCase() }, 'Meter.ParamError', 'AppId'],
    ['a fraction of a millisecond', { BeginTs: '1.5' }, 'InvalidParameter', 'BeginTs'],
    ['an ISO time', { BeginTs: '2026-11-22T00:00:00Z' }, 'InvalidParameter', 'BeginTs'],
    ['a negative time', { EndTs: '-1' }, 'InvalidParameter', 'EndTs'],
    [
      'seconds',
      { BeginTs: String(NOW / 1_000 - 60), EndTs: String(NOW / 1_000) },
      'Meter.ParamError',
      'BeginTs',
    ],
    ['an empty range', { EndTs: String(Date.UTC(2026, 10, 22)) }, 'Meter.ParamError', 'EndTs'],
    [
      'more than 24 hours',
      { BeginTs: String(NOW - DAY - 1), EndTs: String(NOW) },
      'Meter.ParamError',
      '24 hours',
    ],
    [
      'a range of more than 30 days ago',
      { BeginTs: String(NOW - 30 * DAY - 1), EndTs: String(NOW - 29 * DAY - 1) },
      'Meter.ParamError',
      'BeginTs',
    ],
  ])('rejects %s', async (_case, changes, code, named) => {
    const { status, body } = await sendRequest({ params: buildParams(changes) });
    expect(status).toBe(400);
    expect(body).toMatchObject({ Code: code, Message: expect.stringContaining(named) });
    expect(body).toMatchObject({
      RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
      HostId: 'live.aliyuncs.com',
      Recommend: expect.stringContaining(code),
    });
  });
});

describe('parseParams', () => {
  it.each([
    ['last', 'SignatureDoesNotMatch'],
    ['first', 'InvalidParameter'],
  ])('rejects a repeated parameter, inserted %s', async (position, code) => {
    const request = await createSignedRequest();
    const url =
      position === 'last'
        ? `${request.url}&AppId=other`
        : request.url.replace('?', '?AppId=other&');
    const response = await createTestSimulator()(new Request(url, request));
    expect((await readJson(response)).body['Code']).toBe(code);
  });

  it('rejects a signed body', async () => {
    const request = await signWithBody(new TextEncoder().encode('x'));
    const { body } = await readJson(await createTestSimulator()(request));
    expect(body).toMatchObject({
      Code: 'InvalidParameter',
      Message: expect.stringContaining('body'),
    });
  });
});
