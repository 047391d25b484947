import type { Metric, Os, Terminal } from '../../contract/domain/metrics.ts';
import type { SegmentFilter } from '../../contract/domain/segments.ts';

/** A kind of device nobody can split further; every segment is a mix of these. */
export interface DeviceKind {
  id: string;
  /** Missing for desktop browsers, which neither Os value selects. */
  os?: Os;
  terminal: Terminal;
  /** Share of an app's joins. */
  share: number;
  /** With it the kind is rare: about this many joins in five minutes at the peak, whatever the share. */
  rareJoins?: number;
  /** Its level of each metric on a quiet network: percent that fail to join, percent, percent, ms. */
  failing: number;
  video: number;
  audio: number;
  firstFrame: number;
}

/** Together every join of an app. iOS in a browser is so rare that most of its buckets are empty. */
export const DEVICE_KINDS: readonly DeviceKind[] = [
  {
    id: 'android-mobile',
    os: 'Android',
    terminal: 'mobile',
    share: 0.42,
    failing: 1.1,
    video: 2.3,
    audio: 1.05,
    firstFrame: 1_140,
  },
  {
    id: 'ios-mobile',
    os: 'iOS',
    terminal: 'mobile',
    share: 0.31,
    failing: 0.65,
    video: 1.6,
    audio: 0.7,
    firstFrame: 780,
  },
  {
    id: 'desktop-web',
    terminal: 'web',
    share: 0.22,
    failing: 1.3,
    video: 2.5,
    audio: 1.2,
    firstFrame: 930,
  },
  {
    id: 'android-web',
    os: 'Android',
    terminal: 'web',
    share: 0.05,
    failing: 1.5,
    video: 2.5,
    audio: 1.3,
    firstFrame: 1_170,
  },
  {
    id: 'ios-web',
    os: 'iOS',
    terminal: 'web',
    share: 0,
    rareJoins: 0.75,
    failing: 1.3,
    video: 2.4,
    audio: 1.2,
    firstFrame: 1_010,
  },
];

/** Whether a filter takes this kind in; Os and TerminalType combine. */
export function matchesFilter(filter: SegmentFilter, kind: DeviceKind): boolean {
  return (
    (filter.os === undefined || filter.os === kind.os) &&
    (filter.terminal === undefined || filter.terminal === kind.terminal)
  );
}

/** How one metric behaves: what it is on a quiet network, how load moves it, how one join scatters. */
export interface Behaviour {
  level(kind: DeviceKind): number;
  /** Relative change at full badness. */
  sensitivity: number;
  /** Deviation of a single join as a share of the level; 0 where joins are counted. */
  scatter: number;
}

/** Join success is kept as its complement, the share that fails, in percent. */
export const BEHAVIOURS: Readonly<Record<Metric, Behaviour>> = {
  JoinChannelSucRate: { level: (kind) => kind.failing, sensitivity: 0.6, scatter: 0 },
  VideoStuckRate: { level: (kind) => kind.video, sensitivity: 0.5, scatter: 2.6 },
  AudioStuckRate: { level: (kind) => kind.audio, sensitivity: 0.45, scatter: 3 },
  FirstFrameCost: { level: (kind) => kind.firstFrame, sensitivity: 0.26, scatter: 0.5 },
};
