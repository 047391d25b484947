import { DAY, HOUR, MINUTE } from '../../contract/domain/time.ts';
import type { EpochMs, Millis, PairedSpan, Span } from '../../contract/domain/time.ts';
import { listWallMultiples, wallTimeAt } from '../../time/wall-time.ts';
import { listDayStarts } from '../../time/zone-day.ts';
import { labelComparison } from './comparison-labels.ts';
import { getDateFormat } from './intl-formats.ts';
import { estimateTextWidth } from './text-width.ts';
import { createDayWriter, withoutClashes } from './time-labels.ts';
import type { TimeLabel, TimeRuler } from './time-labels.ts';

/** Grid lines and labels of the time axis, all ascending. */
export interface TimeAxis {
  lines: EpochMs[];
  labels: TimeLabel[];
  /** Below `labels`, at some of the same places: when that is in the compared period. */
  comparisonLabels: TimeLabel[];
}

export interface TimeAxisOptions extends TimeRuler {
  /** Which times on the axis are set beside which of the compared period; left out: none are. */
  pairs?: readonly PairedSpan[] | undefined;
}

/** Up to here an axis counts hours; two days, and the hour a clock change may add. */
const HOURS_UP_TO: Millis = 2 * DAY + HOUR;

const HOUR_STEPS: readonly Millis[] = [
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
];

/** Days between labels when not every day has room; weeks begin on Monday. */
const DAY_STRIDES = [2, 3, 7, 14, 28];
const FIRST_MONDAY = 4;

/** The time axis of `span`: hours up to two days, days above. */
export function planTimeAxis(options: TimeAxisOptions): TimeAxis {
  const { span, width, pairs } = options;
  if (!(span.end > span.begin) || !(width > 0))
    return { lines: [], labels: [], comparisonLabels: [] };
  const byHours = span.end - span.begin <= HOURS_UP_TO;
  const axis = byHours ? planHours(options) : planDays(options);
  const labels = withoutClashes(withNewYear(axis.labels, options), options);
  const comparisonLabels = pairs ? labelComparison(labels, pairs, byHours, options) : [];
  return { lines: axis.lines, labels, comparisonLabels };
}

type LinesAndLabels = Pick<TimeAxis, 'lines' | 'labels'>;

function planHours({ span, zone, locale, width }: TimeRuler): LinesAndLabels {
  const roomFor = (step: Millis) => (step / (span.end - span.begin)) * width;
  const step = HOUR_STEPS.find((s) => roomFor(s) >= 64) ?? DAY;
  const time = getDateFormat(locale, {
    timeZone: zone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
  });
  const writeDay = createDayWriter(locale, zone);
  const days = new Set(listDayStarts(span, zone));
  const lines = [...new Set([...days, ...listWallMultiples(span, zone, step)])].sort(
    (a, b) => a - b,
  );
  const labels = lines.map((at) => {
    const strong = days.has(at);
    return { at, strong, text: strong ? writeDay(at) : time.format(at) };
  });
  return { lines, labels };
}

function planDays({ span, zone, locale, width }: TimeRuler): LinesAndLabels {
  const starts = listDayStarts(span, zone);
  const dayWidth = (DAY / (span.end - span.begin)) * width;
  const writeDay = createDayWriter(locale, zone);
  const needed = Math.max(0, ...starts.map((at) => estimateTextWidth(writeDay(at))));
  if (dayWidth >= needed + 12) {
    return { lines: starts, labels: labelDays(span, starts, writeDay, width) };
  }
  const date = getDateFormat(locale, { timeZone: zone, month: 'short', day: 'numeric' });
  const dateWidth = Math.max(0, ...starts.map((at) => estimateTextWidth(date.format(at))));
  const stride = DAY_STRIDES.find((days) => days * dayWidth >= dateWidth + 16) ?? 28;
  // Counted from a fixed Monday, so that lines stay where they are when the range moves.
  const lines = starts.filter(
    (at) => (Math.floor(wallTimeAt(at, zone) / DAY) - FIRST_MONDAY) % stride === 0,
  );
  return { lines, labels: lines.map((at) => ({ at, text: date.format(at), strong: false })) };
}

/** A label in the middle of every day, or of the part of it that is in view. */
function labelDays(
  span: Span,
  starts: readonly EpochMs[],
  writeDay: (at: EpochMs) => string,
  width: number,
): TimeLabel[] {
  const edges = [span.begin, ...starts.filter((at) => at > span.begin), span.end];
  const labels: TimeLabel[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const begin = edges[i] ?? span.begin;
    const end = edges[i + 1] ?? span.end;
    const text = writeDay(begin);
    const room = ((end - begin) / (span.end - span.begin)) * width;
    if (room >= estimateTextWidth(text) + 4) {
      labels.push({ at: (begin + end) / 2, text, strong: false });
    }
  }
  return labels;
}

/** Lets the first day that has a label in a new year say which year it is. */
function withNewYear(labels: readonly TimeLabel[], options: TimeRuler): readonly TimeLabel[] {
  const { span, zone, locale } = options;
  const yearOf = (at: EpochMs) => new Date(wallTimeAt(at, zone)).getUTCFullYear();
  const year = yearOf(span.begin);
  if (yearOf(span.end) === year) return labels;
  const first = labels.find(({ at }) => yearOf(at) > year);
  if (!first) return labels;
  const date = { timeZone: zone, year: 'numeric', month: 'short', day: 'numeric' } as const;
  const text = getDateFormat(locale, date).format(first.at);
  return labels.map((label) => (label === first ? { ...label, text, strong: true } : label));
}
