import type { SegmentId } from '../../contract/domain/segments.ts';

/** As many as a view has, each with colours of its own: src/app/ui/styles/tokens.css. */
const APPS = 4;

/** The colour of a segment, a CSS value: by identity, never by what else is shown; of several apps by the app's place in the URL. */
export function seriesColor(id: SegmentId, appIndex = 0): string {
  const app = Math.max(0, appIndex) % APPS;
  return app === 0 ? `var(--series-${id})` : `var(--series-${id}-${app + 1})`;
}
