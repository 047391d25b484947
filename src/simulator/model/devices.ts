import type { Metric, Os, Terminal } from '../../contract/domain/metrics.ts';

export interface DeviceFilter {
  os?: Os | undefined;
  terminal?: Terminal | undefined;
}

/** The smallest group of devices; every segment is a mix of these. */
export interface DeviceKind {
  id: string;
  /** Missing for desktop browsers, which no Os filter selects. */
  os?: Os;
  terminal: Terminal;
  share: number;
  /** Joins per bucket at the peak; replaces `share`. */
  rareJoins?: number;
  /** Without load, in the metric's unit; success rates as the percentage that fails. */
  levels: Readonly<Record<Metric, number>>;
}

/** Most buckets of iOS in a browser are empty. */
export const DEVICE_KINDS: readonly DeviceKind[] = [
  {
    id: 'android-mobile',
    os: 'Android',
    terminal: 'mobile',
    share: 0.42,
    levels: {
      JoinChannelSucRate: 1.1,
      VideoStuckRate: 2.3,
      AudioStuckRate: 1.05,
      FirstFrameCost: 1_140,
    },
  },
  {
    id: 'ios-mobile',
    os: 'iOS',
    terminal: 'mobile',
    share: 0.31,
    levels: {
      JoinChannelSucRate: 0.65,
      VideoStuckRate: 1.6,
      AudioStuckRate: 0.7,
      FirstFrameCost: 780,
    },
  },
  {
    id: 'desktop-web',
    terminal: 'web',
    share: 0.22,
    levels: {
      JoinChannelSucRate: 1.3,
      VideoStuckRate: 2.5,
      AudioStuckRate: 1.2,
      FirstFrameCost: 930,
    },
  },
  {
    id: 'android-web',
    os: 'Android',
    terminal: 'web',
    share: 0.05,
    levels: {
      JoinChannelSucRate: 1.5,
      VideoStuckRate: 2.5,
      AudioStuckRate: 1.3,
      FirstFrameCost: 1_170,
    },
  },
  {
    id: 'ios-web',
    os: 'iOS',
    terminal: 'web',
    share: 0,
    rareJoins: 0.75,
    levels: {
      JoinChannelSucRate: 1.3,
      VideoStuckRate: 2.4,
      AudioStuckRate: 1.2,
      FirstFrameCost: 1_010,
    },
  },
];

export function matchesFilter(filter: DeviceFilter, kind: DeviceKind): boolean {
  return (
    (filter.os === undefined || filter.os === kind.os) &&
    (filter.terminal === undefined || filter.terminal === kind.terminal)
  );
}
