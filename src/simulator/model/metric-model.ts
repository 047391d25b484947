// Computes what the API measures: device levels, load, incidents and noise.
import type { Metric } from '../../contract/domain/metrics.ts';
import { STEP } from '../../contract/domain/time.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import { shareOfPeak } from './apps.ts';
import type { Profile } from './apps.ts';
import { createChannel } from './channels.ts';
import type { Channel } from './channels.ts';
import { dataDelayOf } from './data-delay.ts';
import type { DataDelay } from './data-delay.ts';
import { DEVICE_KINDS, matchesFilter } from './devices.ts';
import type { DeviceFilter, DeviceKind } from './devices.ts';
import { strengthAt } from './incidents.ts';
import type { Incident } from './incidents.ts';
import { METRIC_PARAMETERS, clampValue, isSuccessRate } from './metric-parameters.ts';
import { deriveKey, gaussian, poisson, uniform, valueNoise } from './noise.ts';
import type { AppModel, World } from './world.ts';

export interface MetricQuery extends DeviceFilter {
  appId: string;
  metric: Metric;
  channelId?: string | undefined;
  /** Buckets that begin in `[begin, end]`, both inclusive. */
  begin: EpochMs;
  end: EpochMs;
}

export interface Point {
  at: EpochMs;
  /** In the metric's unit, not rounded. */
  value: number;
  /** Weight of `value` in a mix. */
  joins: number;
}

/** What the API has at `now`: ascending, without empty buckets. */
export function computePoints(world: World, query: MetricQuery, now: EpochMs): Point[] {
  const app = world.appModel(query.appId);
  if (!app) return [];
  const context = createContext(world, app, query);
  const points: Point[] = [];
  const last = Math.min(query.end, now);
  for (let at = Math.ceil(query.begin / STEP) * STEP; at <= last; at += STEP) {
    const point = computeBucket(context, at, dataDelayOf(app.key, at, now));
    if (point) points.push(point);
  }
  return points;
}

/** Weighted by joins; null without points. */
export function weightedMean(points: readonly Point[]): number | null {
  let sum = 0;
  let joins = 0;
  for (const point of points) {
    sum += point.value * point.joins;
    joins += point.joins;
  }
  return joins === 0 ? null : sum / joins;
}

interface QueryContext {
  app: AppModel;
  metric: Metric;
  isSuccessRate: boolean;
  channel: Channel | undefined;
  devices: DeviceContext[];
  loadKey: number;
  congestionKey: number;
}

interface DeviceContext {
  kind: DeviceKind;
  level: number;
  joinsKey: number;
  valueKeys: readonly [number, number, number];
  congestionKey: number;
  incidents: Incident[];
}

function createContext(world: World, app: AppModel, query: MetricQuery): QueryContext {
  const { metric, channelId } = query;
  const { key } = app;
  const channel =
    channelId === undefined ? undefined : createChannel(world.seed, app.app, app.clock, channelId);
  const incidents = app
    .incidents({ begin: query.begin - STEP, end: query.end + STEP })
    .filter((incident) => (incident.effects[metric] ?? 1) !== 1);
  const noiseKey = channel?.key ?? key;
  const devices = DEVICE_KINDS.filter((kind) => matchesFilter(query, kind)).map(
    (kind): DeviceContext => {
      const valueKey = deriveKey(noiseKey, kind.id, metric);
      return {
        kind,
        level: kind.levels[metric] * levelFactor(key, kind, metric) * (channel?.level ?? 1),
        joinsKey: deriveKey(noiseKey, kind.id, 'joins'),
        valueKeys: [deriveKey(valueKey, 0), deriveKey(valueKey, 1), deriveKey(valueKey, 2)],
        congestionKey: deriveKey(key, kind.id, 'wander'),
        incidents: incidents.filter((incident) => matchesFilter(incident.segment, kind)),
      };
    },
  );
  return {
    app,
    metric,
    isSuccessRate: isSuccessRate(metric),
    channel,
    devices,
    loadKey: deriveKey(key, 'load'),
    congestionKey: deriveKey(key, 'mood'),
  };
}

// Up to 5 % per app, device and metric.
function levelFactor(key: number, kind: DeviceKind, metric: Metric): number {
  const { noiseIndex } = METRIC_PARAMETERS[metric];
  return 0.95 + 0.1 * uniform(deriveKey(key, kind.id, 'level'), noiseIndex);
}

function computeBucket(context: QueryContext, at: EpochMs, delay: DataDelay): Point | undefined {
  if (delay.share === 0) return undefined;
  const { profile, clock } = context.app;
  const bucket = at / STEP;
  const { hour, weekend } = clock.read(at);
  const activity =
    shareOfPeak(profile, hour, weekend) * (1 + 0.05 * valueNoise(context.loadKey, bucket, 14));
  // Metrics and devices get worse together.
  const sharedLoad =
    0.85 * Math.min(1, activity) + 0.13 * valueNoise(context.congestionKey, bucket, 9);
  const channelJoins = context.channel?.joinsAt(at);
  let sum = 0;
  let joins = 0;
  for (const device of context.devices) {
    const expected = expectedJoins(profile, device.kind, activity, channelJoins);
    const deviceJoins = Math.floor(poisson(device.joinsKey, bucket, expected) * delay.share);
    if (deviceJoins === 0) continue;
    const load = sharedLoad + 0.09 * valueNoise(device.congestionKey, bucket, 12);
    sum += deviceJoins * computeValue(context, device, { at, joins: deviceJoins, load, delay });
    joins += deviceJoins;
  }
  return joins === 0 ? undefined : { at, value: sum / joins, joins };
}

function expectedJoins(
  profile: Profile,
  kind: DeviceKind,
  activity: number,
  channelJoins: number | undefined,
): number {
  if (channelJoins !== undefined) {
    return channelJoins * (kind.rareJoins === undefined ? kind.share : 0.002);
  }
  return (kind.rareJoins ?? profile.peak * kind.share) * activity;
}

interface BucketConditions {
  at: EpochMs;
  joins: number;
  load: number;
  delay: DataDelay;
}

function computeValue(
  context: QueryContext,
  device: DeviceContext,
  { at, joins, load, delay }: BucketConditions,
): number {
  const { metric } = context;
  const bucket = at / STEP;
  const key = device.valueKeys[delay.stage];
  const { loadSensitivity, scatter } = METRIC_PARAMETERS[metric];
  const expected = device.level * (1 + loadSensitivity * load);
  const factor = incidentFactor(device.incidents, metric, at);
  if (context.isSuccessRate) {
    // Pending joins of an incomplete bucket count as failed.
    const pending = 0.8 * (1 - delay.share);
    const failing = Math.min(100, 100 - (100 - expected) * factor + pending);
    const failed = Math.min(joins, poisson(key, bucket, (joins * failing) / 100));
    return 100 * (1 - failed / joins);
  }
  const value = expected * factor * (1 + (scatter / Math.sqrt(joins)) * gaussian(key, bucket));
  return clampValue(metric, value, expected);
}

function incidentFactor(incidents: readonly Incident[], metric: Metric, at: EpochMs): number {
  let factor = 1;
  for (const incident of incidents) {
    factor *= 1 + ((incident.effects[metric] ?? 1) - 1) * strengthAt(incident, at);
  }
  return factor;
}
