import { DAY, HOUR, floorToStep } from '../../contract/domain/time.ts';
import type { PairedSpan } from '../../contract/domain/time.ts';
import { getComparedTime } from '../../planning/align-comparison.ts';
import { wallTimeAt } from '../../time/wall-time.ts';
import type { WallTime } from '../../time/wall-time.ts';
import { getDateFormat } from './intl-formats.ts';
import { dropOverlapping } from './time-labels.ts';
import type { TimeLabel, TimeLabelOptions } from './time-labels.ts';

/**
 * Labels the wall times of the comparison period below `labels`. Among hours, the first label of a
 * day is its date. Among days, the time is added if it differs by more than a clock change.
 */
export function labelComparison(
  labels: readonly TimeLabel[],
  pairs: readonly PairedSpan[],
  byHours: boolean,
  options: TimeLabelOptions,
): TimeLabel[] {
  const { zone, locale } = options;
  // For wall times.
  const getWallFormat = (parts: Intl.DateTimeFormatOptions) =>
    getDateFormat(locale, { timeZone: 'UTC', hourCycle: 'h23', ...parts });
  const dateParts = { month: 'short', day: 'numeric' } as const;
  const timeParts = { hour: '2-digit', minute: '2-digit' } as const;
  const timeFormat = getWallFormat(timeParts);
  let lastDay = Number.NaN;
  const comparisonLabels = labels.flatMap((label, i): TimeLabel[] => {
    const labelTime = floorToStep(label.at);
    const comparisonTime = getComparedTime(pairs, labelTime);
    if (comparisonTime === undefined) return [];
    const now = wallTimeAt(labelTime, zone);
    const then = wallTimeAt(comparisonTime, zone);
    const wholeDaysBefore = now - Math.round((now - then) / DAY) * DAY;
    const isSameTime = Math.abs(wholeDaysBefore - then) <= HOUR;
    const wallTime = isSameTime && !byHours ? wholeDaysBefore : then;
    const day = Math.floor(wallTime / DAY);
    const showsDate = !byHours || day !== lastDay;
    lastDay = day;
    if (!showsDate) return [{ at: label.at, text: timeFormat.format(wallTime), strong: false }];
    const isOtherYear = i === 0 && getYear(wallTime) !== getYear(now);
    const format = getWallFormat({
      ...(isOtherYear && { year: 'numeric' }),
      ...dateParts,
      ...(!byHours && !isSameTime && timeParts),
    });
    return [{ at: label.at, text: format.format(wallTime), strong: byHours }];
  });
  return dropOverlapping(comparisonLabels, options);
}

function getYear(wallTime: WallTime): number {
  return new Date(wallTime).getUTCFullYear();
}
