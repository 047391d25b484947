import { OSES, TERMINALS } from './metrics.ts';
import type { Metric, Os, Terminal } from './metrics.ts';

/** A window request without its time. */
export interface Subject {
  appId: string;
  metric: Metric;
  os?: Os | undefined;
  terminal?: Terminal | undefined;
  channelId?: string | undefined;
}

export const SPLITS = ['none', 'os', 'terminal', 'os-terminal', 'app'] as const;
export type Split = (typeof SPLITS)[number];

/** A missing dimension selects all devices. */
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

/** Lists the OS × terminal combinations within `filter`, widest first, including `filter` itself. */
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

export function toSegmentFilter({ os, terminal }: SegmentFilter): SegmentFilter {
  return { ...(os && { os }), ...(terminal && { terminal }) };
}

export function toSegmentId({ os, terminal }: SegmentFilter): SegmentId {
  if (os && terminal) return `${OS_IDS[os]}-${terminal}`;
  if (os) return OS_IDS[os];
  return terminal ?? 'all';
}
