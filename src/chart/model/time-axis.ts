import { DAY, HOUR, MINUTE } from '../../contract/domain/time.ts';
import type { EpochMs, Millis, PairedSpan, Span } from '../../contract/domain/time.ts';
import { listWallMultiples, wallTimeAt } from '../../time/wall-time.ts';
import { listDayStarts } from '../../time/zone-day.ts';
import { labelComparison } from './comparison-labels.ts';
import { getDateFormat } from './intl-formats.ts';
import { estimateTextWidth } from './text-width.ts';
import { createDayFormatter, dropOverlapping } from './time-labels.ts';
import type { TimeLabel, TimeLabelOptions } from './time-labels.ts';

export interface TimeAxis {
  lines: EpochMs[];
  labels: TimeLabel[];
  /** Second row. */
  comparisonLabels: TimeLabel[];
}

export interface TimeAxisOptions extends TimeLabelOptions {
  pairs?: readonly PairedSpan[] | undefined;
}

// Two days, and an hour for clock changes.
const MAX_HOURS_SPAN: Millis = 2 * DAY + HOUR;

// In pixels.
const MIN_HOUR_DISTANCE = 64;

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

const DAY_STRIDES = [2, 3, 7, 14, 28];
// Days since the epoch.
const FIRST_MONDAY = 4;

/** Plans hours up to two days, days above. */
export function planTimeAxis(options: TimeAxisOptions): TimeAxis {
  const { span, width, pairs } = options;
  if (!(span.end > span.begin) || !(width > 0))
    return { lines: [], labels: [], comparisonLabels: [] };
  const byHours = span.end - span.begin <= MAX_HOURS_SPAN;
  const axis = byHours ? planHours(options) : planDays(options);
  const labels = dropOverlapping(addNewYear(axis.labels, options), options);
  const comparisonLabels = pairs ? labelComparison(labels, pairs, byHours, options) : [];
  return { lines: axis.lines, labels, comparisonLabels };
}

type LinesAndLabels = Pick<TimeAxis, 'lines' | 'labels'>;

function planHours({ span, zone, locale, width }: TimeLabelOptions): LinesAndLabels {
  const toPixels = (length: Millis) => (length / (span.end - span.begin)) * width;
  const step = HOUR_STEPS.find((length) => toPixels(length) >= MIN_HOUR_DISTANCE) ?? DAY;
  const timeFormat = getDateFormat(locale, {
    timeZone: zone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
  });
  const formatDay = createDayFormatter(locale, zone);
  const dayStarts = new Set(listDayStarts(span, zone));
  const lines = [...new Set([...dayStarts, ...listWallMultiples(span, zone, step)])].sort(
    (a, b) => a - b,
  );
  const labels = lines.map((at) => {
    const strong = dayStarts.has(at);
    return { at, strong, text: strong ? formatDay(at) : timeFormat.format(at) };
  });
  return { lines, labels };
}

function planDays({ span, zone, locale, width }: TimeLabelOptions): LinesAndLabels {
  const starts = listDayStarts(span, zone);
  const dayWidth = (DAY / (span.end - span.begin)) * width;
  const formatDay = createDayFormatter(locale, zone);
  const labelWidth = Math.max(0, ...starts.map((at) => estimateTextWidth(formatDay(at))));
  if (dayWidth >= labelWidth + 12) {
    return { lines: starts, labels: labelDays(span, starts, formatDay, width) };
  }
  const dateFormat = getDateFormat(locale, { timeZone: zone, month: 'short', day: 'numeric' });
  const dateWidth = Math.max(0, ...starts.map((at) => estimateTextWidth(dateFormat.format(at))));
  const stride = DAY_STRIDES.find((days) => days * dayWidth >= dateWidth + 16) ?? 28;
  // Counted from a fixed Monday, so lines keep their days when the range moves.
  const lines = starts.filter(
    (at) => (Math.floor(wallTimeAt(at, zone) / DAY) - FIRST_MONDAY) % stride === 0,
  );
  return { lines, labels: lines.map((at) => ({ at, text: dateFormat.format(at), strong: false })) };
}

function labelDays(
  span: Span,
  starts: readonly EpochMs[],
  formatDay: (at: EpochMs) => string,
  width: number,
): TimeLabel[] {
  const edges = [span.begin, ...starts.filter((at) => at > span.begin), span.end];
  const labels: TimeLabel[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const begin = edges[i] ?? span.begin;
    const end = edges[i + 1] ?? span.end;
    const text = formatDay(begin);
    const dayWidth = ((end - begin) / (span.end - span.begin)) * width;
    if (dayWidth >= estimateTextWidth(text) + 4) {
      labels.push({ at: (begin + end) / 2, text, strong: false });
    }
  }
  return labels;
}

function addNewYear(labels: readonly TimeLabel[], options: TimeLabelOptions): readonly TimeLabel[] {
  const { span, zone, locale } = options;
  const getYear = (at: EpochMs) => new Date(wallTimeAt(at, zone)).getUTCFullYear();
  const year = getYear(span.begin);
  if (getYear(span.end) === year) return labels;
  const firstOfYear = labels.find(({ at }) => getYear(at) > year);
  if (!firstOfYear) return labels;
  const parts = { timeZone: zone, year: 'numeric', month: 'short', day: 'numeric' } as const;
  const text = getDateFormat(locale, parts).format(firstOfYear.at);
  return labels.map((label) => (label === firstOfYear ? { ...label, text, strong: true } : label));
}
