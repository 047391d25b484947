import type { SegmentId } from '../contract/segment.ts';

/** Apps beside each other on one chart have no identity of their own; their place in the URL decides. */
const APP_COLORS = ['all', 'web', 'mobile', 'ios-web'] as const;

/** The colour of a segment, a CSS value: by identity, never by what else is shown. */
export function seriesColor(id: SegmentId, appIndex = 0): string {
  const name = id === 'all' ? (APP_COLORS[appIndex % APP_COLORS.length] ?? id) : id;
  return `var(--series-${name})`;
}
