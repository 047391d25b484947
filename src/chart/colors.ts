import type { SegmentId } from '../contract/segment.ts';

/** Whole apps beside each other: hues of their own, by their place in the URL. */
const APP_COLORS = ['all', 'app-2', 'app-3', 'app-4'] as const;

/** Segments of several apps keep their hue: the first app's pure, the others' paler, stronger and duller. */
const APP_TINTS = ['', '62%, var(--surface)', '50%, var(--text)', '55%, var(--muted)'] as const;

/** The colour of a segment, a CSS value: by identity, never by what else is shown. */
export function seriesColor(id: SegmentId, appIndex = 0): string {
  const app = Math.max(0, appIndex) % APP_COLORS.length;
  if (id === 'all') return `var(--series-${APP_COLORS[app] ?? id})`;
  const tint = APP_TINTS[app];
  return tint ? `color-mix(in oklab, var(--series-${id}) ${tint})` : `var(--series-${id})`;
}
