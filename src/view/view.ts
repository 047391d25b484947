import type { Metric, Os, Terminal } from '../contract/metrics.ts';
import type { TimeRange, ZoneChoice } from '../contract/range.ts';
import type { Split } from '../contract/segment.ts';

/** What a period can be compared with: the one before it, the same time a day before, or a week before. */
export const COMPARISONS = ['none', 'previous', 'day', 'week'] as const;
export type Comparison = (typeof COMPARISONS)[number];

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const LANGS = ['en', 'zh'] as const;
export type Lang = (typeof LANGS)[number];

/** Apps on one chart, at most. */
export const MAX_APPS = 4;

/** Everything a link restores. */
export interface View {
  /** AppIds, without repeats, at most MAX_APPS; empty while none is chosen. */
  apps: string[];
  metric: Metric;
  os?: Os;
  terminal?: Terminal;
  channelId?: string;
  range: TimeRange;
  split: Split;
  compare: Comparison;
  zone: ZoneChoice;
  /** Keys of the segments that are not drawn, without repeats. */
  hidden: string[];
  /** Goals of this link in the metric's unit; the others are METRIC_FACTS'. */
  goals: Partial<Record<Metric, number>>;
  /** Pinned by the link; left out, the reader's own choice stands. */
  theme?: Theme;
  lang?: Lang;
}

/** What an empty address shows. */
export const DEFAULT_VIEW: View = {
  apps: [],
  metric: 'JoinChannelSucRate',
  range: { kind: 'preset', preset: '24h' },
  split: 'none',
  compare: 'none',
  zone: 'local',
  hidden: [],
  goals: {},
};
