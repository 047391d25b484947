// View -> the lines of the chart: who is shown, each a subject to ask for.
import { OSES, TERMINALS } from '../contract/domain/metrics.ts';
import type { Os, Terminal } from '../contract/domain/metrics.ts';
import type { Segment, SegmentId, Split } from '../contract/domain/segments.ts';
import type { View } from './view.ts';

const OS_IDS = { iOS: 'ios', Android: 'android' } as const;

/**
 * What the main chart draws: the reference ("all" within the filters) first, then the split, app by
 * app. A dimension that is filtered is not split further, so filter and split never contradict and
 * nothing is drawn twice. Empty while no app is chosen.
 */
export function segmentsOf(view: View): Segment[] {
  return view.apps.flatMap((appId) => {
    const segments = new Map<SegmentId, Segment>();
    for (const { os, terminal } of [{ os: view.os, terminal: view.terminal }, ...cellsOf(view)]) {
      const segment = buildSegment(view, appId, os, terminal);
      segments.set(segment.id, segment);
    }
    return [...segments.values()];
  });
}

/** The first app's "all" within the filters, what others are measured against. Throws a RangeError while no app is chosen. */
export function referenceOf(view: View): Segment {
  const [appId] = view.apps;
  if (appId === undefined) throw new RangeError('no app is chosen');
  return buildSegment(view, appId, view.os, view.terminal);
}

/** One cell of the breakdown matrix. */
export interface MatrixCell {
  /** Undefined: all of them. */
  os: Os | undefined;
  terminal: Terminal | undefined;
  segment: Segment;
}

/**
 * OS x terminal of the first app, its margins ("all") included, row by row; a dimension that is
 * filtered has the one value only. Empty while no app is chosen.
 */
export function matrixOf(view: View): MatrixCell[] {
  const [appId] = view.apps;
  if (appId === undefined) return [];
  const oses = view.os ? [view.os] : [undefined, ...OSES];
  const terminals = view.terminal ? [view.terminal] : [undefined, ...TERMINALS];
  return oses.flatMap((os) =>
    terminals.map((terminal) => ({
      os,
      terminal,
      segment: buildSegment(view, appId, os, terminal),
    })),
  );
}

interface Cell {
  os: Os | undefined;
  terminal: Terminal | undefined;
}

function cellsOf(view: View): Cell[] {
  const oses = view.os ? [view.os] : OSES;
  const terminals = view.terminal ? [view.terminal] : TERMINALS;
  const cells = {
    none: () => [],
    app: () => [],
    os: () => oses.map((os) => ({ os, terminal: view.terminal })),
    terminal: () => terminals.map((terminal) => ({ os: view.os, terminal })),
    'os-terminal': () => oses.flatMap((os) => terminals.map((terminal) => ({ os, terminal }))),
  } satisfies Record<Split, () => Cell[]>;
  return cells[view.split]();
}

function buildSegment(
  { apps, channelId }: View,
  appId: string,
  os: Os | undefined,
  terminal: Terminal | undefined,
): Segment {
  const id = segmentIdOf(os, terminal);
  return {
    // AppIds have no colon, so a key with one names its app.
    key: apps.length > 1 ? `${appId}:${id}` : id,
    id,
    subject: {
      appId,
      ...(os && { os }),
      ...(terminal && { terminal }),
      ...(channelId !== undefined && { channelId }),
    },
  };
}

/** The id of a segment; `all` without an OS and a terminal. */
export function segmentIdOf(os: Os | undefined, terminal: Terminal | undefined): SegmentId {
  if (os && terminal) return `${OS_IDS[os]}-${terminal}`;
  if (os) return OS_IDS[os];
  return terminal ?? 'all';
}
