import { METRICS } from '../../contract/domain/metrics.ts';
import type { Metric } from '../../contract/domain/metrics.ts';
import { STEP } from '../../contract/domain/time.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import { shareOfPeak } from './apps.ts';
import type { Profile } from './apps.ts';
import { dataDelayOf } from './data-delay.ts';
import type { DataDelay } from './data-delay.ts';
import { createChannel } from './channels.ts';
import type { Channel } from './channels.ts';
import { BEHAVIOURS, DEVICE_KINDS, matchesFilter } from './devices.ts';
import type { Behaviour, DeviceKind } from './devices.ts';
import type { SegmentFilter } from '../../contract/domain/segments.ts';
import { strengthAt } from './incidents.ts';
import type { Incident } from './incidents.ts';
import { gaussian, poisson, deriveKey, uniform, valueNoise } from './noise.ts';
import type { AppModel, World } from './world.ts';

export interface MetricQuery extends SegmentFilter {
  appId: string;
  metric: Metric;
  channelId?: string | undefined;
  /** Buckets that begin in `[begin, end]`, both included. */
  begin: EpochMs;
  end: EpochMs;
}

export interface Point {
  at: EpochMs;
  /** In the metric's unit, not rounded. */
  value: number;
  /** Joins it was measured over: its weight in every mix. */
  joins: number;
}

/** What the upstream would know of a question at `now`: ascending, without empty buckets. */
export function computePoints(world: World, question: MetricQuery, now: EpochMs): Point[] {
  const model = world.appModel(question.appId);
  if (!model) return [];
  const scene = setScene(world, model, question);
  const points: Point[] = [];
  const last = Math.min(question.end, now);
  for (let at = Math.ceil(question.begin / STEP) * STEP; at <= last; at += STEP) {
    const point = measureBucket(scene, at, dataDelayOf(model.key, at, now));
    if (point) points.push(point);
  }
  return points;
}

/** The mean of points weighted by their joins; null without any. */
export function weightedMean(points: readonly Point[]): number | null {
  let sum = 0;
  let joins = 0;
  for (const point of points) {
    sum += point.value * point.joins;
    joins += point.joins;
  }
  return joins === 0 ? null : sum / joins;
}

/** A kind of device in one question: its keys and level worked out once instead of per bucket. */
interface Role {
  kind: DeviceKind;
  level: number;
  joinsKey: number;
  valueKeys: readonly [number, number, number];
  wanderKey: number;
  incidents: Incident[];
}

interface Scene {
  model: AppModel;
  metric: Metric;
  behaviour: Behaviour;
  channel: Channel | undefined;
  roles: Role[];
  loadKey: number;
  moodKey: number;
}

function setScene(world: World, model: AppModel, question: MetricQuery): Scene {
  const { metric } = question;
  const { app, key, clock } = model;
  const behaviour = BEHAVIOURS[metric];
  const channel =
    question.channelId === undefined
      ? undefined
      : createChannel(world.seed, app, clock, question.channelId);
  const incidents = model
    .incidents({ begin: question.begin - STEP, end: question.end + STEP })
    .filter((incident) => incident.effects[metric] !== undefined);
  const noise = channel?.key ?? key;
  const roles = DEVICE_KINDS.filter((kind) => matchesFilter(question, kind)).map((kind): Role => {
    const valueKey = deriveKey(noise, kind.id, metric);
    return {
      kind,
      level: behaviour.level(kind) * levelFactor(key, kind, metric) * (channel?.level ?? 1),
      joinsKey: deriveKey(noise, kind.id, 'joins'),
      valueKeys: [deriveKey(valueKey, 0), deriveKey(valueKey, 1), deriveKey(valueKey, 2)],
      wanderKey: deriveKey(key, kind.id, 'wander'),
      incidents: incidents.filter((incident) => matchesFilter(incident.segment, kind)),
    };
  });
  return {
    model,
    metric,
    behaviour,
    channel,
    roles,
    loadKey: deriveKey(key, 'load'),
    moodKey: deriveKey(key, 'mood'),
  };
}

/** Apps differ a little in how good each device is, differently for every metric. */
function levelFactor(key: number, kind: DeviceKind, metric: Metric): number {
  return 0.95 + 0.1 * uniform(deriveKey(key, kind.id, 'level'), METRICS.indexOf(metric));
}

function measureBucket(scene: Scene, at: EpochMs, arrival: DataDelay): Point | undefined {
  if (arrival.share === 0) return undefined;
  const { model, channel } = scene;
  const bucket = at / STEP;
  const { hour, weekend } = model.clock.read(at);
  const activity =
    shareOfPeak(model.profile, hour, weekend) * (1 + 0.05 * valueNoise(scene.loadKey, bucket, 14));
  // What all devices and all four metrics share: the evening's load and the network's mood.
  const mood = 0.85 * Math.min(1, activity) + 0.13 * valueNoise(scene.moodKey, bucket, 9);
  const channelJoins = channel?.joinsAt(at);
  let sum = 0;
  let joins = 0;
  for (const role of scene.roles) {
    const expected = expectedJoins(model.profile, role.kind, activity, channelJoins);
    const n = Math.floor(poisson(role.joinsKey, bucket, expected) * arrival.share);
    if (n === 0) continue;
    const badness = mood + 0.09 * valueNoise(role.wanderKey, bucket, 12);
    sum += n * valueOf(scene, role, at, n, badness, arrival);
    joins += n;
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

function valueOf(
  scene: Scene,
  role: Role,
  at: EpochMs,
  joins: number,
  badness: number,
  arrival: DataDelay,
): number {
  const bucket = at / STEP;
  const key = role.valueKeys[arrival.stage];
  const { sensitivity, scatter } = scene.behaviour;
  const usual = role.level * (1 + sensitivity * badness);
  const factor = incidentFactor(role.incidents, scene.metric, at);
  if (scene.metric === 'JoinChannelSucRate') {
    // Joins still on their way count as failed in an unfinished bucket.
    const pending = 0.8 * (1 - arrival.share);
    const failing = Math.min(100, 100 - (100 - usual) * factor + pending);
    const failed = Math.min(joins, poisson(key, bucket, (joins * failing) / 100));
    return 100 * (1 - failed / joins);
  }
  const value = usual * factor * (1 + (scatter / Math.sqrt(joins)) * gaussian(key, bucket));
  return scene.metric === 'FirstFrameCost'
    ? Math.max(value, 0.35 * usual)
    : Math.min(100, Math.max(0, value));
}

function incidentFactor(incidents: readonly Incident[], metric: Metric, at: EpochMs): number {
  let factor = 1;
  for (const incident of incidents) {
    factor *= 1 + ((incident.effects[metric] ?? 1) - 1) * strengthAt(incident, at);
  }
  return factor;
}
