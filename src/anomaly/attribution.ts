import type { SegmentFilter } from '../contract/domain/segments.ts';
import { BucketState } from '../series/series.ts';
import type { Series } from '../series/series.ts';
import { estimateBaseline } from './baseline.ts';
import type { Detection, Episode } from './detect-episodes.ts';
import { fromSeverity, toSeverities } from './severity.ts';

export interface SegmentDeviation {
  filter: SegmentFilter;
  /** Means of values and baseline, in the metric's unit. */
  value: number;
  expected: number;
  /** Mean severity above the baseline. */
  deviation: number;
}

export type Attribution =
  /** One segment stands out from its siblings, as a whole. */
  | { kind: 'segment'; contributor: SegmentDeviation; siblings: SegmentDeviation[] }
  | { kind: 'all'; deviations: SegmentDeviation[] }
  | { kind: 'mixed'; deviations: SegmentDeviation[] }
  /** Too little data. */
  | { kind: 'unknown' };

const MIN_DEVIATION = 0.05;
// Ratios of a contributor's deviation to each sibling's, and of its parts' to its own.
const MIN_SIBLING_RATIO = 2;
const MIN_PART_RATIO = 0.5;
// Share of settled values, in the range and in the episode.
const MIN_SHARE = 0.5;

/**
 * Measures how a segment deviates from its own baseline, which excludes the anomalies of `detection`.
 * Undefined with too few values.
 */
export function measureDeviation(
  series: Series,
  filter: SegmentFilter,
  episode: Episode,
  detection: Detection,
): SegmentDeviation | undefined {
  const { begin, step, states, values } = series;
  const from = Math.round((episode.begin - begin) / step);
  const to = Math.round((episode.end - begin) / step);
  if (getSettledShare(states, 0, states.length) < MIN_SHARE) return undefined;
  if (getSettledShare(states, from, to) < MIN_SHARE) return undefined;
  const severities = toSeverities(episode.metric, series);
  const { expected, residual } = estimateBaseline(severities, begin, detection.anomalous);
  let [count, valueSum, expectedSum, residualSum] = [0, 0, 0, 0];
  for (let i = from; i < to; i++) {
    const excess = residual[i] ?? Number.NaN;
    if (Number.isNaN(excess)) continue;
    count++;
    valueSum += values[i] ?? 0;
    expectedSum += fromSeverity(episode.metric, expected[i] ?? 0);
    residualSum += excess;
  }
  if (count === 0) return undefined;
  return {
    filter,
    value: valueSum / count,
    expected: expectedSum / count,
    deviation: residualSum / count,
  };
}

function getSettledShare(states: Uint8Array, from: number, to: number): number {
  let settled = 0;
  for (let i = from; i < to; i++) if (states[i] === BucketState.Settled) settled++;
  return settled / Math.max(1, to - from);
}

/** Picks the widest contributor. */
export function attributeEpisode(deviations: readonly SegmentDeviation[]): Attribution {
  if (deviations.length < 2) return { kind: 'unknown' };
  const contributors = deviations.filter(
    (candidate) =>
      isDeviating(candidate) &&
      standsOut(candidate, deviations) &&
      includesParts(candidate, deviations),
  );
  const [contributor] = contributors.toSorted(
    (a, b) => getDepth(a.filter) - getDepth(b.filter) || b.deviation - a.deviation,
  );
  if (contributor) {
    return { kind: 'segment', contributor, siblings: listSiblings(contributor, deviations) };
  }
  return {
    kind: deviations.every(isDeviating) ? 'all' : 'mixed',
    deviations: [...deviations],
  };
}

function isDeviating({ deviation }: SegmentDeviation): boolean {
  return deviation >= MIN_DEVIATION;
}

function standsOut(candidate: SegmentDeviation, deviations: readonly SegmentDeviation[]): boolean {
  const siblings = listSiblings(candidate, deviations);
  return (
    siblings.length > 0 &&
    siblings.every(({ deviation }) => candidate.deviation >= MIN_SIBLING_RATIO * deviation)
  );
}

function includesParts(
  candidate: SegmentDeviation,
  deviations: readonly SegmentDeviation[],
): boolean {
  return deviations
    .filter(({ filter }) => isPartOf(filter, candidate.filter))
    .every(({ deviation }) => deviation >= MIN_PART_RATIO * candidate.deviation);
}

function listSiblings(
  candidate: SegmentDeviation,
  deviations: readonly SegmentDeviation[],
): SegmentDeviation[] {
  const dimensions = getDimensions(candidate.filter);
  return deviations.filter(
    (other) => other !== candidate && getDimensions(other.filter) === dimensions,
  );
}

function isPartOf(part: SegmentFilter, whole: SegmentFilter): boolean {
  return (
    getDepth(part) > getDepth(whole) &&
    (whole.os === undefined || whole.os === part.os) &&
    (whole.terminal === undefined || whole.terminal === part.terminal)
  );
}

function getDimensions({ os, terminal }: SegmentFilter): string {
  return `${os ? 'os' : ''} ${terminal ? 'terminal' : ''}`;
}

function getDepth({ os, terminal }: SegmentFilter): number {
  return Number(os !== undefined) + Number(terminal !== undefined);
}
