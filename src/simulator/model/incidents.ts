import type { Metric } from '../../contract/domain/metrics.ts';
import { DAY, HOUR, MINUTE, STEP } from '../../contract/domain/time.ts';
import type { EpochMs, Millis, Span } from '../../contract/domain/time.ts';
import type { DeviceFilter } from './devices.ts';
import type { LocalClock } from './local-time.ts';
import { deriveKey, uniform } from './noise.ts';

export type IncidentKind = 'regression' | 'outage' | 'drift';

export interface Incident {
  kind: IncidentKind;
  appId?: string;
  segment: DeviceFilter;
  begin: EpochMs;
  end: EpochMs;
  /** Factors at full strength, 1 by default. */
  effects: Readonly<Partial<Record<Metric, number>>>;
  /** `ramp` grows linearly from 0 to full strength at `end`. */
  shape: 'step' | 'ramp';
}

const EFFECTS: Readonly<Record<IncidentKind, Readonly<Record<Metric, number>>>> = {
  regression: {
    JoinChannelSucRate: 0.988,
    VideoStuckRate: 1.45,
    AudioStuckRate: 1,
    FirstFrameCost: 1.7,
  },
  outage: {
    JoinChannelSucRate: 0.66,
    VideoStuckRate: 2.4,
    AudioStuckRate: 2.2,
    FirstFrameCost: 1.6,
  },
  drift: {
    JoinChannelSucRate: 1,
    VideoStuckRate: 1,
    AudioStuckRate: 2.6,
    FirstFrameCost: 1,
  },
};

/** A slow release for Android phones, until its rollback. */
export function releaseRegression(
  begin: EpochMs,
  length: Millis,
  firstFrame = EFFECTS.regression.FirstFrameCost,
): Incident {
  return {
    kind: 'regression',
    segment: { os: 'Android', terminal: 'mobile' },
    begin,
    end: begin + length,
    effects: { ...EFFECTS.regression, FirstFrameCost: firstFrame },
    shape: 'step',
  };
}

/** A third of all joins fail for twenty minutes. */
export function globalOutage(
  begin: EpochMs,
  joinSuccess = EFFECTS.outage.JoinChannelSucRate,
): Incident {
  return {
    kind: 'outage',
    segment: {},
    begin,
    end: begin + 20 * MINUTE,
    effects: { ...EFFECTS.outage, JoinChannelSucRate: joinSuccess },
    shape: 'step',
  };
}

/** A segment gets worse over days. */
export function slowDrift(
  begin: EpochMs,
  length: Millis,
  segment: DeviceFilter = { terminal: 'web' },
  effects: Incident['effects'] = EFFECTS.drift,
): Incident {
  return { kind: 'drift', segment, begin, end: begin + length, effects, shape: 'ramp' };
}

/** Mean strength in the bucket at `begin`, 0 to 1. */
export function strengthAt(incident: Incident, begin: EpochMs): number {
  const from = Math.max(begin, incident.begin);
  const to = Math.min(begin + STEP, incident.end);
  if (to <= from) return 0;
  const coverage = (to - from) / STEP;
  if (incident.shape === 'step') return coverage;
  return (coverage * ((from + to) / 2 - incident.begin)) / (incident.end - incident.begin);
}

const WEEK = 7 * DAY;
/** The Monday before 1970-01-01. */
const FIRST_MONDAY = -3 * DAY;
/** Maximum length of a weekly incident. */
const MAX_LATER_WEEKS = 2;
const DRIFT_INTERVAL_WEEKS = 4;

// Days after Monday. They vary, so that no weekday's baseline consists of incidents.
const LIVELY_WEEKS = [
  { regression: 4.4, outage: 1 },
  { regression: 0.6, outage: 5 },
  { regression: 1.8, outage: 5 },
];

export interface WeeklyPlan {
  key: number;
  appId: string;
  clock: LocalClock;
  /** Has a regression and an outage every week. */
  isLively: boolean;
}

/** The incidents of an app that overlap `span`. */
export function planWeeklyIncidents(plan: WeeklyPlan, span: Span): Incident[] {
  const firstWeek = Math.floor((span.begin - FIRST_MONDAY) / WEEK) - MAX_LATER_WEEKS;
  const lastWeek = Math.floor((span.end - FIRST_MONDAY) / WEEK);
  const incidents: Incident[] = [];
  for (let week = firstWeek; week <= lastWeek; week += 1) incidents.push(...planWeek(plan, week));
  return incidents.filter(({ begin, end }) => begin < span.end && end > span.begin);
}

function planWeek(plan: WeeklyPlan, week: number): Incident[] {
  const random = (name: string) => uniform(deriveKey(plan.key, 'week', name), week);
  // Days after Monday midnight, local time.
  const toInstant = (days: number) => {
    const utc = FIRST_MONDAY + week * WEEK + roundToStep(days * DAY);
    return utc - plan.clock.offsetAt(utc);
  };
  const days = plan.isLively
    ? LIVELY_WEEKS[cyclePosition(plan.key, week, LIVELY_WEEKS.length)]
    : cyclePosition(plan.key, week, 2) === 0
      ? { regression: 4 * random('regression day') }
      : { outage: Math.floor(7 * random('outage day')) };
  const incidents: Incident[] = [];
  if (days?.outage !== undefined) {
    const begin = toInstant(days.outage + (13 + 8 * random('outage')) / 24);
    incidents.push(globalOutage(begin, 0.62 + 0.08 * random('joins')));
  }
  if (days?.regression !== undefined) {
    const length = roundToStep((18 + 16 * random('regression length')) * HOUR);
    const begin = toInstant(days.regression + 0.4 * random('regression'));
    incidents.push(releaseRegression(begin, length, 1.6 + 0.2 * random('first frame')));
  }
  if (cyclePosition(plan.key, week, DRIFT_INTERVAL_WEEKS) === 0) {
    const length = Math.round(6 + 3 * random('drift length')) * DAY;
    const begin = toInstant(0.3 + 2 * random('drift'));
    incidents.push(
      random('drift kind') < 0.7
        ? slowDrift(begin, length)
        : slowDrift(begin, length, { os: 'iOS' }, { VideoStuckRate: 2.8 }),
    );
  }
  return incidents.map((incident) => ({ ...incident, appId: plan.appId }));
}

// The offset differs per app.
function cyclePosition(key: number, week: number, length: number): number {
  return (((week + (key % length)) % length) + length) % length;
}

function roundToStep(length: Millis): Millis {
  return Math.round(length / STEP) * STEP;
}
