import type { SegmentId } from '../../contract/domain/segments.ts';

/** Apps with colors of their own, defined in src/app/ui/styles/tokens.css. */
const MAX_APPS = 4;

/** Returns the CSS color of a segment; `appIndex` is the app's position in the URL. */
export function seriesColor(id: SegmentId, appIndex = 0): string {
  const app = Math.max(0, appIndex) % MAX_APPS;
  return app === 0 ? `var(--series-${id})` : `var(--series-${id}-${app + 1})`;
}
