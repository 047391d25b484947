import * as v from 'valibot';

/** The API's MetricType values. */
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

/** `percent` ranges from 0 to 100. */
export type Unit = 'percent' | 'ms';

export interface MetricFacts {
  unit: Unit;
  better: 'higher' | 'lower';
  /** Default, in the metric's unit. */
  goal: number;
}

export const METRIC_FACTS: Readonly<Record<Metric, MetricFacts>> = {
  JoinChannelSucRate: { unit: 'percent', better: 'higher', goal: 95 },
  VideoStuckRate: { unit: 'percent', better: 'lower', goal: 5 },
  AudioStuckRate: { unit: 'percent', better: 'lower', goal: 3 },
  FirstFrameCost: { unit: 'ms', better: 'lower', goal: 2_000 },
};

export function meetsGoal(metric: Metric, value: number, goal: number): boolean {
  return METRIC_FACTS[metric].better === 'higher' ? value >= goal : value <= goal;
}
