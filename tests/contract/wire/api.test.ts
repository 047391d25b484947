import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { METRICS, METRIC_FACTS } from '../../../src/contract/domain/metrics.ts';
import { DAY, STEP } from '../../../src/contract/domain/time.ts';
import {
  ConfigSchema,
  WINDOW_STATUSES,
  WindowRecordSchema,
  WindowRequestSchema,
} from '../../../src/contract/wire/api.ts';

const RECORD = {
  index: 3,
  status: 'ok',
  begin: DAY,
  step: STEP,
  values: [1, null, 2.5],
  summary: 2,
  final: true,
  fetchedAt: 3 * DAY,
  requestId: null,
};

const CONFIG = {
  demo: false,
  apps: [{ id: 'app', name: 'App' }],
  anyApp: true,
  metrics: METRICS.map((metric) => ({ metric, ...METRIC_FACTS[metric] })),
  rateScale: 'percent',
  limits: { lookbackDays: 30, stepMs: STEP, maxWindows: 1_000 },
  settleMs: 1,
  now: 2,
  version: '1',
};

describe('WindowRecordSchema', () => {
  it.each(WINDOW_STATUSES)('reads the status %s', (status) => {
    expect(v.parse(WindowRecordSchema, { ...RECORD, status }).status).toBe(status);
  });

  it('reads a status of a newer server as failed', () => {
    expect(v.parse(WindowRecordSchema, { ...RECORD, status: 'partial' })).toEqual({
      ...RECORD,
      status: 'failed',
    });
  });

  it('reads a problem code of a newer server as internal', () => {
    const problem = { code: 'moved', message: 'Text.', retryable: false };
    const record = v.parse(WindowRecordSchema, { ...RECORD, status: 'failed', problem });
    expect(record.problem).toEqual({ ...problem, code: 'internal' });
  });

  it('ignores unknown fields', () => {
    expect(v.parse(WindowRecordSchema, { ...RECORD, source: 'archive' })).toEqual(RECORD);
  });

  it.each([
    ['a status that is no text', { status: 1 }],
    ['a negative index', { index: -1 }],
    ['another step', { step: 60_000 }],
    ['values that are no numbers', { values: ['1'] }],
  ])('rejects %s', (_, changes) => {
    expect(v.is(WindowRecordSchema, { ...RECORD, ...changes })).toBe(false);
  });
});

describe('ConfigSchema', () => {
  it('skips metrics of a newer server, and ignores unknown fields', () => {
    const metric = { metric: 'PacketLoss', unit: 'ratio', better: 'lower', goal: 1 };
    const config = v.parse(ConfigSchema, {
      ...CONFIG,
      metrics: [metric, ...CONFIG.metrics],
      region: 'new',
    });
    expect(config.metrics).toEqual(CONFIG.metrics);
    expect(config).not.toHaveProperty('region');
  });

  it('rejects a known metric with an unknown unit', () => {
    const metrics = [{ ...CONFIG.metrics[0], unit: 'ratio' }];
    expect(v.is(ConfigSchema, { ...CONFIG, metrics })).toBe(false);
  });

  it('reads an archiver error of a newer server as internal', () => {
    const recorder = { on: true, pending: 1, done: 2, lost: 0, lastError: 'moved' };
    expect(v.parse(ConfigSchema, { ...CONFIG, recorder }).recorder?.lastError).toBe('internal');
  });
});

describe('WindowRequestSchema', () => {
  const request = { appId: 'app', metric: 'FirstFrameCost', begin: 0, end: DAY };

  it('reads a request', () => {
    expect(v.parse(WindowRequestSchema, request)).toEqual(request);
  });

  it.each([
    ['an unknown field', { device: 'tv' }],
    ['an unknown metric', { metric: 'PacketLoss' }],
    ['times off the grid', { begin: 1 }],
    ['more than 24 hours', { end: DAY + STEP }],
    ['a reversed window', { begin: DAY, end: 0 }],
    ['a malformed AppId', { appId: 'a/b' }],
    ['control characters', { channelId: 'a\u0007' }],
    ['half a surrogate pair', { channelId: 'a\uD800' }],
  ])('rejects %s', (_, changes) => {
    expect(v.is(WindowRequestSchema, { ...request, ...changes })).toBe(false);
  });
});
