// The vendor's API: DescribeLiveInteractionMetricData, product `live`.
// Source: API pages and SDK models on https://help.aliyun.com.
import * as v from 'valibot';
import { LOOKBACK_DAYS, DAY } from '../domain/time.ts';
import type { Millis } from '../domain/time.ts';

export const UPSTREAM_ACTION = 'DescribeLiveInteractionMetricData';
export const UPSTREAM_VERSION = '2016-11-01';

/** Calls per second of the whole account. */
export const UPSTREAM_QPS = 50;

/** Maximum of EndTs − BeginTs. */
export const UPSTREAM_MAX_SPAN: Millis = DAY;

/** Maximum age of BeginTs. */
export const UPSTREAM_LOOKBACK: Millis = LOOKBACK_DAYS * DAY;

/** Maximum difference between a signature's date and the API's clock. */
export const SIGNATURE_LIFETIME: Millis = 15 * 60_000;

// The vendor's model has strings, a published sample has numbers.
const StringOrNumber = v.nullish(v.union([v.string(), v.number()]));

export const UpstreamNodeSchema = v.object({ Timestamp: StringOrNumber, Value: StringOrNumber });
export type UpstreamNode = v.InferOutput<typeof UpstreamNodeSchema>;

export const UpstreamResponseSchema = v.object({
  /** Order and completeness are not guaranteed. */
  Nodes: v.nullish(v.array(v.nullable(UpstreamNodeSchema))),
  RequestId: v.nullish(v.string()),
  SummaryData: StringOrNumber,
});
export type UpstreamResponse = v.InferOutput<typeof UpstreamResponseSchema>;

export type UpstreamParams = Record<string, string>;
