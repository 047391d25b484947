import type { EpochMs, Span } from '../../contract/domain/time.ts';
import { getDateFormat } from './intl-formats.ts';
import { estimateTextWidth } from './text-width.ts';

export interface TimeLabel {
  /** Of its middle. */
  at: EpochMs;
  text: string;
  /** Days among hours, and new years. */
  strong: boolean;
}

export interface TimeLabelOptions {
  span: Span;
  zone: string;
  locale: string;
  /** Plot pixels. */
  width: number;
}

// Beyond the edges of the plot, in pixels.
const OVERHANG = { left: 28, right: 6 };
const MIN_GAP = 8;

/** Drops labels that overlap or leave the chart; strong labels take precedence. */
export function dropOverlapping(
  labels: readonly TimeLabel[],
  { span, width }: TimeLabelOptions,
): TimeLabel[] {
  const placed: { label: TimeLabel; right: number }[] = [];
  for (const label of labels) {
    const middle = ((label.at - span.begin) / (span.end - span.begin)) * width;
    const half = estimateTextWidth(label.text) / 2;
    if (middle - half < -OVERHANG.left || middle + half > width + OVERHANG.right) continue;
    const previous = placed.at(-1);
    if (previous && middle - half < previous.right + MIN_GAP) {
      if (!label.strong || previous.label.strong) continue;
      placed.pop();
    }
    placed.push({ label, right: middle + half });
  }
  return placed.map(({ label }) => label);
}

/** Formats `Mon 16`. */
export function createDayFormatter(locale: string, zone: string): (at: EpochMs) => string {
  const format = getDateFormat(locale, { timeZone: zone, weekday: 'short', day: 'numeric' });
  return (at) => {
    const [first, gap, last] = format.formatToParts(at);
    // Intl formats English as "16 Mon".
    return first?.type === 'day' && gap?.value === ' ' && last?.type === 'weekday'
      ? `${last.value} ${first.value}`
      : format.format(at);
  };
}
