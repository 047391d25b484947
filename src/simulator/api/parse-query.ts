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

/** Throws ApiError on a repeated parameter or a body. */
export function parseParams(request: IncomingRequest): UpstreamParams {
  if (request.hasBody) {
    throw createApiError('InvalidParameter', { message: 'The request body must be empty.' });
  }
  const params: UpstreamParams = {};
  for (const [name, value] of request.url.searchParams) {
    if (Object.hasOwn(params, name)) {
      throw createApiError('InvalidParameter', { message: `The parameter ${name} is repeated.` });
    }
    Object.defineProperty(params, name, { value, enumerable: true });
  }
  return params;
}

/** Throws ApiError on an invalid parameter. */
export function parseQuery(params: UpstreamParams, world: World, now: EpochMs): MetricQuery {
  const metricType = requireParam(params, 'MetricType');
  const beginTs = requireParam(params, 'BeginTs');
  const endTs = requireParam(params, 'EndTs');
  const appId = requireParam(params, 'AppId');
  const metric = parseEnum(MetricSchema, 'MetricType', metricType);
  const begin = parseMillis('BeginTs', beginTs);
  const end = parseMillis('EndTs', endTs);
  if (end <= begin) throw createParamError('EndTs must be later than BeginTs.');
  if (end - begin > UPSTREAM_MAX_SPAN) {
    throw createParamError('The range between BeginTs and EndTs must not exceed 24 hours.');
  }
  if (begin < now - UPSTREAM_LOOKBACK)
    throw createParamError('BeginTs must be within the last 30 days.');
  if (!world.appModel(appId))
    throw createParamError('AppId is invalid or does not belong to this account.');
  return {
    appId,
    metric,
    os: params['Os'] === undefined ? undefined : parseEnum(OsSchema, 'Os', params['Os']),
    terminal:
      params['TerminalType'] === undefined
        ? undefined
        : parseEnum(TerminalSchema, 'TerminalType', params['TerminalType']),
    channelId: parseChannel(params['ChannelId']),
    begin,
    end,
  };
}

function requireParam(
  params: UpstreamParams,
  name: 'MetricType' | 'BeginTs' | 'EndTs' | 'AppId',
): string {
  const value = params[name];
  if (value === undefined || value === '') throw createApiError(`Missing${name}`);
  return value;
}

function parseEnum<T>(schema: v.GenericSchema<unknown, T>, name: string, value: string): T {
  const result = v.safeParse(schema, value);
  if (!result.success) throw createParamError(`${name} is invalid.`);
  return result.output;
}

function parseMillis(name: string, value: string): EpochMs {
  if (!/^\d{1,15}$/.test(value)) {
    throw createApiError('InvalidParameter', {
      message: `The specified parameter ${name} is not valid.`,
    });
  }
  return Number(value);
}

function parseChannel(value: string | undefined): string | undefined {
  if (value === '') throw createParamError('ChannelId is invalid.');
  return value;
}

function createParamError(message: string): ApiError {
  return createApiError('Meter.ParamError', { message });
}
