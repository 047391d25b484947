// An episode + the segments behind the line -> who is hit: one of them, or everyone.
import type { SegmentFilter } from '../contract/domain/segments.ts';
import { BucketState } from '../series/series.ts';
import type { Series } from '../series/series.ts';
import { severityOf, fromSeverity } from './severity.ts';
import { estimateBaseline } from './baseline.ts';
import type { Episode, Detection } from './detect-episodes.ts';

/** How a segment fared during an episode against its own usual. */
export interface SegmentDeviation {
  part: SegmentFilter;
  /** Means of its settled values, and of what is usual for it at their times, in the metric's unit. */
  value: number;
  usual: number;
  /** How much worse that is, on the scale of badness. */
  move: number;
}

export type Attribution =
  /** It moved at least twice as much as everyone beside it, and all of it did. */
  | { kind: 'one'; by: SegmentDeviation; beside: SegmentDeviation[] }
  /** All who could be asked moved. */
  | { kind: 'everyone'; moves: SegmentDeviation[] }
  /** Some moved, and none of them stands out. */
  | { kind: 'several'; moves: SegmentDeviation[] }
  /** Too little is known of those it could be. */
  | { kind: 'unknown' };

/** Less, on the scale of badness, is no move. */
const LEAST_MOVE = 0.05;
/** So many times as much as a sibling, at least, to stand out from it. */
const STANDS_OUT = 2;
/** As much as the whole, at least, for a part of it to be hit too. */
const BELONGS = 0.5;
/** Of the points a segment should have, in the range and in the episode; fewer are noise. */
const LEAST_SHARE = 0.5;

/**
 * How the segment of `series` fared in an episode of the line `watch` is of. Undefined where too few
 * of its points are there, in the episode or around it. What stood out of the line is no part of the
 * segment's usual.
 */
export function measureDeviation(
  series: Series,
  part: SegmentFilter,
  episode: Episode,
  watch: Detection,
): SegmentDeviation | undefined {
  const { begin, step, states, values } = series;
  const from = Math.round((episode.begin - begin) / step);
  const to = Math.round((episode.end - begin) / step);
  if (shareOf(states, 0, states.length) < LEAST_SHARE) return undefined;
  if (shareOf(states, from, to) < LEAST_SHARE) return undefined;
  const column = severityOf(episode.metric, series);
  const { expected, residual } = estimateBaseline(column, begin, watch.standsOut);
  let [count, sum, usualSum, move] = [0, 0, 0, 0];
  for (let i = from; i < to; i++) {
    const above = residual[i] ?? Number.NaN;
    if (Number.isNaN(above)) continue;
    count++;
    sum += values[i] ?? 0;
    usualSum += fromSeverity(episode.metric, expected[i] ?? 0);
    move += above;
  }
  if (count === 0) return undefined;
  return { part, value: sum / count, usual: usualSum / count, move: move / count };
}

/** Who carries what `moves` are of: the widest segment that stands out from those beside it as a whole. */
export function attributeEpisode(moves: readonly SegmentDeviation[]): Attribution {
  if (moves.length < 2) return { kind: 'unknown' };
  const carriers = moves.filter(
    (one) => one.move >= LEAST_MOVE && standsOut(one, moves) && isWhole(one, moves),
  );
  const [by] = carriers.toSorted((a, b) => depthOf(a.part) - depthOf(b.part) || b.move - a.move);
  if (by) return { kind: 'one', by, beside: siblingsOf(by, moves) };
  const isHit = ({ move }: SegmentDeviation) => move >= LEAST_MOVE;
  return { kind: moves.every(isHit) ? 'everyone' : 'several', moves: [...moves] };
}

function standsOut(one: SegmentDeviation, moves: readonly SegmentDeviation[]): boolean {
  const siblings = siblingsOf(one, moves);
  return siblings.length > 0 && siblings.every(({ move }) => one.move >= STANDS_OUT * move);
}

function isWhole(one: SegmentDeviation, moves: readonly SegmentDeviation[]): boolean {
  return moves
    .filter(({ part }) => depthOf(part) > depthOf(one.part) && isWithin(part, one.part))
    .every(({ move }) => move >= BELONGS * one.move);
}

/** Those told apart by the same as `one`. */
function siblingsOf(one: SegmentDeviation, moves: readonly SegmentDeviation[]): SegmentDeviation[] {
  const kind = kindOf(one.part);
  return moves.filter((other) => other !== one && kindOf(other.part) === kind);
}

function isWithin(part: SegmentFilter, whole: SegmentFilter): boolean {
  return (
    (whole.os === undefined || whole.os === part.os) &&
    (whole.terminal === undefined || whole.terminal === part.terminal)
  );
}

function kindOf({ os, terminal }: SegmentFilter): string {
  return `${os ? 'os' : ''} ${terminal ? 'terminal' : ''}`;
}

function depthOf({ os, terminal }: SegmentFilter): number {
  return Number(os !== undefined) + Number(terminal !== undefined);
}

function shareOf(states: Uint8Array, from: number, to: number): number {
  let present = 0;
  for (let i = from; i < to; i++) if (states[i] === BucketState.Settled) present++;
  return present / Math.max(1, to - from);
}
