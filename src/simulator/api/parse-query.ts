import * as v from 'valibot';
import { MetricSchema, OsSchema, TerminalSchema } from '../../contract/domain/metrics.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import { UPSTREAM_LOOKBACK, UPSTREAM_MAX_SPAN } from '../../contract/wire/upstream.ts';
import type { UpstreamParams } from '../../contract/wire/upstream.ts';
import { createApiError } from './errors.ts';
import type { ApiError } from './errors.ts';
import type { MetricQuery } from '../model/metric-model.ts';
import type { IncomingRequest } from './receive.ts';
import type { World } from '../model/world.ts';

/** The parameters of a call. Throws Refusal on a repeated one or on a body, which RPC calls do not have. */
export function parseParams(received: IncomingRequest): UpstreamParams {
  if (received.hasBody) {
    throw createApiError('InvalidParameter', { message: 'The request body must be empty.' });
  }
  const params: UpstreamParams = {};
  for (const [name, value] of received.url.searchParams) {
    if (Object.hasOwn(params, name)) {
      throw createApiError('InvalidParameter', { message: `The parameter ${name} is repeated.` });
    }
    Object.defineProperty(params, name, { value, enumerable: true });
  }
  return params;
}

/** What a call asks, every parameter checked. Throws Refusal as the vendor would. */
export function parseQuery(params: UpstreamParams, world: World, now: EpochMs): MetricQuery {
  const metricType = demand(params, 'MetricType');
  const beginTs = demand(params, 'BeginTs');
  const endTs = demand(params, 'EndTs');
  const appId = demand(params, 'AppId');
  const metric = pick(MetricSchema, 'MetricType', metricType);
  const begin = readMillis('BeginTs', beginTs);
  const end = readMillis('EndTs', endTs);
  if (end <= begin) throw wrong('EndTs must be later than BeginTs.');
  if (end - begin > UPSTREAM_MAX_SPAN) {
    throw wrong('The range between BeginTs and EndTs must not exceed 24 hours.');
  }
  if (begin < now - UPSTREAM_LOOKBACK) throw wrong('BeginTs must be within the last 30 days.');
  if (!world.appModel(appId)) throw wrong('AppId is invalid or does not belong to this account.');
  return {
    appId,
    metric,
    os: params['Os'] === undefined ? undefined : pick(OsSchema, 'Os', params['Os']),
    terminal:
      params['TerminalType'] === undefined
        ? undefined
        : pick(TerminalSchema, 'TerminalType', params['TerminalType']),
    channelId: readChannel(params['ChannelId']),
    begin,
    end,
  };
}

function demand(
  params: UpstreamParams,
  name: 'MetricType' | 'BeginTs' | 'EndTs' | 'AppId',
): string {
  const value = params[name];
  if (value === undefined || value === '') throw createApiError(`Missing${name}`);
  return value;
}

function pick<T>(schema: v.GenericSchema<unknown, T>, name: string, value: string): T {
  const result = v.safeParse(schema, value);
  if (!result.success) throw wrong(`${name} is invalid.`);
  return result.output;
}

function readMillis(name: string, value: string): EpochMs {
  if (!/^\d{1,15}$/.test(value)) {
    throw createApiError('InvalidParameter', {
      message: `The specified parameter ${name} is not valid.`,
    });
  }
  return Number(value);
}

function readChannel(value: string | undefined): string | undefined {
  if (value === '') throw wrong('ChannelId is invalid.');
  return value;
}

function wrong(message: string): ApiError {
  return createApiError('Meter.ParamError', { message });
}
