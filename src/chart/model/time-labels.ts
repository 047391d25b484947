import type { EpochMs, Span } from '../../contract/domain/time.ts';
import { estimateTextWidth } from './text-width.ts';
import { getDateFormat } from './intl-formats.ts';

export interface TimeLabel {
  /** Where its middle stands. */
  at: EpochMs;
  text: string;
  /** It names a day among hours, or a new year. */
  strong: boolean;
}

/** What labels of time stand along. */
export interface TimeRuler {
  span: Span;
  /** The IANA zone whose midnights and hours count. */
  zone: string;
  locale: string;
  /** Of the plot, in pixels. */
  width: number;
}

/** How far a label may reach over the plot's left and right edge. */
const OVERHANG = { left: 28, right: 6 };

/** Leaves out labels that would touch the one before or leave the chart; a day outranks an hour. */
export function withoutClashes(
  labels: readonly TimeLabel[],
  { span, width }: TimeRuler,
): TimeLabel[] {
  const kept: { label: TimeLabel; right: number }[] = [];
  for (const label of labels) {
    const middle = ((label.at - span.begin) / (span.end - span.begin)) * width;
    const half = estimateTextWidth(label.text) / 2;
    if (middle - half < -OVERHANG.left || middle + half > width + OVERHANG.right) continue;
    const before = kept.at(-1);
    if (before && middle - half < before.right + 8) {
      if (!label.strong || before.label.strong) continue;
      kept.pop();
    }
    kept.push({ label, right: middle + half });
  }
  return kept.map(({ label }) => label);
}

/** Writes `Mon 16`, or what that is in `locale`. */
export function createDayWriter(locale: string, zone: string): (at: EpochMs) => string {
  const day = getDateFormat(locale, { timeZone: zone, weekday: 'short', day: 'numeric' });
  return (at) => {
    const [first, gap, last] = day.formatToParts(at);
    // The English pattern of these two alone is "16 Mon", which nobody writes.
    return first?.type === 'day' && gap?.value === ' ' && last?.type === 'weekday'
      ? `${last.value} ${first.value}`
      : day.format(at);
  };
}
