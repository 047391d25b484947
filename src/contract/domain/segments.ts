import { OSES, TERMINALS } from './metrics.ts';
import type { Metric, Os, Terminal } from './metrics.ts';

/** What a series measures: a window request without its time. */
export interface Subject {
  appId: string;
  metric: Metric;
  os?: Os | undefined;
  terminal?: Terminal | undefined;
  channelId?: string | undefined;
}

export const SPLITS = ['none', 'os', 'terminal', 'os-terminal', 'app'] as const;
export type Split = (typeof SPLITS)[number];

/** A selection of devices; a missing dimension selects all of its values. */
export interface SegmentFilter {
  os?: Os | undefined;
  terminal?: Terminal | undefined;
}

const OS_IDS = { iOS: 'ios', Android: 'android' } as const;
type OsId = (typeof OS_IDS)[Os];

/** Identifies the devices of a series, and decides its colour. */
export type SegmentId = 'all' | OsId | Terminal | `${OsId}-${Terminal}`;

export interface Segment {
  /** The segment id, prefixed with the AppId when several apps are shown. */
  key: string;
  id: SegmentId;
  subject: Omit<Subject, 'metric'>;
}

/**
 * Lists every OS × terminal combination within `filter`, widest first: the filter itself, each OS,
 * each terminal, each pair. A dimension that the filter sets is not broken down.
 */
export function listSegmentFilters(filter: SegmentFilter = {}): SegmentFilter[] {
  const oses = filter.os ? [] : OSES;
  const terminals = filter.terminal ? [] : TERMINALS;
  const base = toSegmentFilter(filter);
  return [
    base,
    ...oses.map((os) => ({ ...base, os })),
    ...terminals.map((terminal) => ({ ...base, terminal })),
    ...oses.flatMap((os) => terminals.map((terminal) => ({ os, terminal }))),
  ];
}

/** Omits dimensions that are not set. */
export function toSegmentFilter({ os, terminal }: SegmentFilter): SegmentFilter {
  return { ...(os && { os }), ...(terminal && { terminal }) };
}

export function toSegmentId({ os, terminal }: SegmentFilter): SegmentId {
  if (os && terminal) return `${OS_IDS[os]}-${terminal}`;
  if (os) return OS_IDS[os];
  return terminal ?? 'all';
}
