import type { Metric, Os, Terminal } from './metrics.ts';

/** What a series measures: everything in a window request but the time. */
export interface Subject {
  appId: string;
  metric: Metric;
  os?: Os | undefined;
  terminal?: Terminal | undefined;
  channelId?: string | undefined;
}

/** How the main chart is broken down. */
export const SPLITS = ['none', 'os', 'terminal', 'os-terminal', 'app'] as const;
export type Split = (typeof SPLITS)[number];

/**
 * A series' identity, which alone decides its colour: `all`, `ios`, `android`, `web`, `mobile`,
 * `ios-web`, `ios-mobile`, `android-web`, `android-mobile`.
 */
export type SegmentId =
  | 'all'
  | 'ios'
  | 'android'
  | 'web'
  | 'mobile'
  | `${'ios' | 'android'}-${'web' | 'mobile'}`;

/** A subject as one line of the chart. */
export interface Segment {
  /** Unique on the page: the segment id, with the AppId before it when several apps are shown. */
  key: string;
  id: SegmentId;
  subject: Omit<Subject, 'metric'>;
}
