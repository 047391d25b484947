import type { SegmentId } from '../../contract/domain/segments.ts';

// Colors are defined in src/app/ui/styles/tokens.css.
const MAX_APPS = 4;

/** Returns a CSS color; `appIndex` is the app's position in the URL. */
export function seriesColor(id: SegmentId, appIndex = 0): string {
  const app = Math.max(0, appIndex) % MAX_APPS;
  return app === 0 ? `var(--series-${id})` : `var(--series-${id}-${app + 1})`;
}
