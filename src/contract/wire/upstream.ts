// The vendor's wire: DescribeLiveInteractionMetricData, product `live`.
// Source: the vendor's public API pages and SDK models (https://help.aliyun.com, search the action's name).
import * as v from 'valibot';
import { LOOKBACK_DAYS, DAY } from '../domain/time.ts';
import type { Millis } from '../domain/time.ts';

export const UPSTREAM_ACTION = 'DescribeLiveInteractionMetricData';
export const UPSTREAM_VERSION = '2016-11-01';

/** The account's quota: calls in any second, all its users and tools together. */
export const UPSTREAM_QPS = 50;

/** EndTs − BeginTs may not exceed this. */
export const UPSTREAM_MAX_SPAN: Millis = DAY;

/** BeginTs may not be older than this. */
export const UPSTREAM_LOOKBACK: Millis = LOOKBACK_DAYS * DAY;

/** The upstream refuses a signature whose date is further off than this. */
export const SIGNATURE_LIFETIME: Millis = 15 * 60_000;

/** Values are strings in the vendor's model, but a published sample has bare numbers: both are taken, everywhere. */
const Loose = v.nullish(v.union([v.string(), v.number()]));

export const UpstreamNodeSchema = v.object({ Timestamp: Loose, Value: Loose });
export type UpstreamNode = v.InferOutput<typeof UpstreamNodeSchema>;

export const UpstreamResponseSchema = v.object({
  /** May be absent or null; order and completeness are not promised. */
  Nodes: v.nullish(v.array(v.nullable(UpstreamNodeSchema))),
  RequestId: v.nullish(v.string()),
  SummaryData: Loose,
});
export type UpstreamResponse = v.InferOutput<typeof UpstreamResponseSchema>;

/** The query parameters of one call, as strings. */
export type UpstreamParams = Record<string, string>;
