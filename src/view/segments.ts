import { OSES } from '../contract/domain/metrics.ts';
import type { Os, Terminal } from '../contract/domain/metrics.ts';
import { listSegmentFilters, toSegmentFilter, toSegmentId } from '../contract/domain/segments.ts';
import type { Segment, SegmentFilter, Split } from '../contract/domain/segments.ts';
import type { View } from './view.ts';

/** Lists the lines of the main chart, per app: all data within the filters, then the split. */
export function listSegments(view: View): Segment[] {
  const [reference = {}, ...narrower] = listSegmentFilters(view);
  const isInSplit = SPLIT_PREDICATES[view.split];
  const filters = [reference, ...narrower.filter((filter) => isInSplit(filter, view))];
  return view.apps.flatMap((appId) => filters.map((filter) => buildSegment(view, appId, filter)));
}

const SPLIT_PREDICATES: Record<Split, (filter: SegmentFilter, view: SegmentFilter) => boolean> = {
  none: () => false,
  app: () => false,
  os: (filter, view) => filter.os !== view.os && filter.terminal === view.terminal,
  terminal: (filter, view) => filter.terminal !== view.terminal && filter.os === view.os,
  'os-terminal': ({ os, terminal }) => os !== undefined && terminal !== undefined,
};

/** An undefined dimension is a margin. */
export interface MatrixCell {
  os: Os | undefined;
  terminal: Terminal | undefined;
  segment: Segment;
}

/** Lists OS × terminal of the first app, row by row. */
export function listMatrixCells(view: View): MatrixCell[] {
  const [appId] = view.apps;
  if (appId === undefined) return [];
  return listSegmentFilters(view)
    .toSorted((a, b) => rowOf(a) - rowOf(b))
    .map(({ os, terminal }) => ({
      os,
      terminal,
      segment: buildSegment(view, appId, { os, terminal }),
    }));
}

function rowOf({ os }: SegmentFilter): number {
  return os ? OSES.indexOf(os) : -1;
}

function buildSegment({ apps, channelId }: View, appId: string, filter: SegmentFilter): Segment {
  const id = toSegmentId(filter);
  return {
    // AppIds contain no colon.
    key: apps.length > 1 ? `${appId}:${id}` : id,
    id,
    subject: {
      appId,
      ...toSegmentFilter(filter),
      ...(channelId !== undefined && { channelId }),
    },
  };
}
