import { DAY, HOUR, MINUTE, STEP } from '../../contract/domain/time.ts';
import type { EpochMs, Millis, Span } from '../../contract/domain/time.ts';
import type { Metric } from '../../contract/domain/metrics.ts';
import type { SegmentFilter } from '../../contract/domain/segments.ts';
import type { LocalClock } from './local-time.ts';
import { deriveKey, uniform } from './noise.ts';

export type IncidentKind = 'regression' | 'outage' | 'drift';

/** Something that goes wrong for some devices for a while. */
export interface Incident {
  kind: IncidentKind;
  /** Missing: every app. */
  appId?: string;
  /** Who is hit. */
  segment: SegmentFilter;
  begin: EpochMs;
  end: EpochMs;
  /** What each metric hit is multiplied by at full strength: join success below 1, the others above. */
  effects: Partial<Record<Metric, number>>;
  /** `step`: full strength at once; `ramp`: growing evenly from nothing at `begin` to full at `end`. */
  shape: 'step' | 'ramp';
}

/** A release for Android that makes the first frame slow until it is withdrawn. */
export function releaseRegression(begin: EpochMs, length: Millis, firstFrame = 1.7): Incident {
  return {
    kind: 'regression',
    segment: { os: 'Android', terminal: 'mobile' },
    begin,
    end: begin + length,
    effects: { FirstFrameCost: firstFrame, VideoStuckRate: 1.45, JoinChannelSucRate: 0.988 },
    shape: 'step',
  };
}

/** Twenty minutes in which a third of all joins fail, everywhere. */
export function globalOutage(begin: EpochMs, joinSuccess = 0.66): Incident {
  return {
    kind: 'outage',
    segment: {},
    begin,
    end: begin + 20 * MINUTE,
    effects: {
      JoinChannelSucRate: joinSuccess,
      VideoStuckRate: 2.4,
      AudioStuckRate: 2.2,
      FirstFrameCost: 1.6,
    },
    shape: 'step',
  };
}

/** One metric of some devices creeping away from its level for days, then put right. */
export function slowDrift(
  begin: EpochMs,
  length: Millis,
  segment: SegmentFilter = { terminal: 'web' },
  effects: Incident['effects'] = { AudioStuckRate: 2.6 },
): Incident {
  return { kind: 'drift', segment, begin, end: begin + length, effects, shape: 'ramp' };
}

/** How much of an incident's full strength the bucket at `begin` has, 0 to 1. */
export function strengthAt(incident: Incident, begin: EpochMs): number {
  const from = Math.max(begin, incident.begin);
  const to = Math.min(begin + STEP, incident.end);
  if (to <= from) return 0;
  const covered = (to - from) / STEP;
  if (incident.shape === 'step') return covered;
  return (covered * ((from + to) / 2 - incident.begin)) / (incident.end - incident.begin);
}

const WEEK = 7 * DAY;
/** The Monday before 1970-01-01, from which weeks are counted. */
const FIRST_MONDAY = -3 * DAY;
/** No weekly incident is still on this many weeks after the one it began in. */
const LONGEST_WEEKS = 2;

/** What a week's incidents depend on. */
export interface WeeklyPlan {
  key: number;
  appId: string;
  clock: LocalClock;
  /** A regression and an outage every week instead of one of them. */
  isLively: boolean;
}

/**
 * The incidents of an app that touch `span`, tied to the calendar and not to the clock:
 * release regressions and outages by turns, and a drift every fourth week.
 */
export function planWeeklyIncidents(plan: WeeklyPlan, span: Span): Incident[] {
  const first = Math.floor((span.begin - FIRST_MONDAY) / WEEK) - LONGEST_WEEKS;
  const last = Math.floor((span.end - FIRST_MONDAY) / WEEK);
  const found: Incident[] = [];
  for (let week = first; week <= last; week += 1) found.push(...incidentsOfWeek(plan, week));
  return found.filter((incident) => incident.begin < span.end && incident.end > span.begin);
}

/**
 * Days after Monday on which a lively app's regression and outage begin, in a cycle of three weeks:
 * something every three or four days, yet seldom on the same weekday, so that "usual" stays usual.
 */
const LIVELY_WEEKS = [
  { regression: 4.4, outage: 1 },
  { regression: 0.6, outage: 5 },
  { regression: 1.8, outage: 5 },
];
const DRIFT_EVERY_WEEKS = 4;

function incidentsOfWeek(plan: WeeklyPlan, week: number): Incident[] {
  const chance = (what: string) => uniform(deriveKey(plan.key, 'week', what), week);
  // Days after Monday midnight by the users' clock, to the bucket.
  const at = (days: number) => {
    const utc = FIRST_MONDAY + week * WEEK + roundToStep(days * DAY);
    return utc - plan.clock.offsetAt(utc);
  };
  const days = plan.isLively
    ? LIVELY_WEEKS[turnOf(plan.key, week, LIVELY_WEEKS.length)]
    : turnOf(plan.key, week, 2) === 0
      ? { regression: 4 * chance('regression day') }
      : { outage: Math.floor(7 * chance('outage day')) };
  const found: Incident[] = [];
  if (days?.outage !== undefined) {
    // Between one in the afternoon and nine in the evening, never at night.
    const begin = at(days.outage + (13 + 8 * chance('outage')) / 24);
    found.push(globalOutage(begin, 0.62 + 0.08 * chance('joins')));
  }
  if (days?.regression !== undefined) {
    const length = roundToStep((18 + 16 * chance('regression length')) * HOUR);
    const begin = at(days.regression + 0.4 * chance('regression'));
    found.push(releaseRegression(begin, length, 1.6 + 0.2 * chance('first frame')));
  }
  if (turnOf(plan.key, week, DRIFT_EVERY_WEEKS) === 0) {
    const length = Math.round(6 + 3 * chance('drift length')) * DAY;
    const begin = at(0.3 + 2 * chance('drift'));
    found.push(
      chance('drift kind') < 0.7
        ? slowDrift(begin, length)
        : slowDrift(begin, length, { os: 'iOS' }, { VideoStuckRate: 2.8 }),
    );
  }
  return found.map((incident) => ({ ...incident, appId: plan.appId }));
}

/** Which turn of a cycle a week is, 0 to `cycle - 1`; apps start at different turns. */
function turnOf(key: number, week: number, cycle: number): number {
  return (((week + (key % cycle)) % cycle) + cycle) % cycle;
}

function roundToStep(length: Millis): Millis {
  return Math.round(length / STEP) * STEP;
}
