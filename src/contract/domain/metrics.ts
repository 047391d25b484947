import * as v from 'valibot';

/** The upstream's MetricType values. */
export const METRICS = [
  'JoinChannelSucRate',
  'VideoStuckRate',
  'AudioStuckRate',
  'FirstFrameCost',
] as const;
export const OSES = ['iOS', 'Android'] as const;
export const TERMINALS = ['web', 'mobile'] as const;

export const MetricSchema = v.picklist(METRICS);
export const OsSchema = v.picklist(OSES);
export const TerminalSchema = v.picklist(TERMINALS);

export type Metric = (typeof METRICS)[number];
export type Os = (typeof OSES)[number];
export type Terminal = (typeof TERMINALS)[number];

/** `percent` is 0–100; `ms` is milliseconds. */
export type Unit = 'percent' | 'ms';

export interface MetricFacts {
  unit: Unit;
  better: 'higher' | 'lower';
  /** The goal when nobody set another: at least (higher) or at most (lower) this many units. */
  goal: number;
}

/** What is known of each metric; to add one, add it here and to the words. */
export const METRIC_FACTS: Readonly<Record<Metric, MetricFacts>> = {
  JoinChannelSucRate: { unit: 'percent', better: 'higher', goal: 95 },
  VideoStuckRate: { unit: 'percent', better: 'lower', goal: 5 },
  AudioStuckRate: { unit: 'percent', better: 'lower', goal: 3 },
  FirstFrameCost: { unit: 'ms', better: 'lower', goal: 2_000 },
};

/** Whether a value of `metric` meets `goal` (both in the metric's unit). */
export function meetsGoal(metric: Metric, value: number, goal: number): boolean {
  return METRIC_FACTS[metric].better === 'higher' ? value >= goal : value <= goal;
}
