import type { Metric, Os, Terminal } from '../contract/domain/metrics.ts';
import type { Comparison, TimeRange, ZoneChoice } from '../contract/domain/range.ts';
import type { Split } from '../contract/domain/segments.ts';
import type { EpochMs, Span } from '../contract/domain/time.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const LANGS = ['en', 'zh'] as const;
export type Lang = (typeof LANGS)[number];

/** Small charts show all metrics, or the main metric by segment. */
export const PANELS = ['metrics', 'segments'] as const;
export type Panels = (typeof PANELS)[number];

/** `kiosk` fills a wall screen; `embed` is a chart within another page. */
export const VIEW_MODES = ['kiosk', 'embed'] as const;
export type ViewMode = (typeof VIEW_MODES)[number];

export const MAX_APPS = 4;

export const MAX_NOTES = 20;
export const MAX_NOTE_LENGTH = 60;

export const MAX_DISMISSED = 32;

/** Identifies an episode; with the app if several are shown. */
export interface EpisodeKey {
  appId?: string;
  metric: Metric;
  at: EpochMs;
}

export interface Note {
  at: EpochMs;
  text: string;
}

/** Two spans to compare, as far as they are marked. */
export interface AbWindows {
  a?: Span;
  b?: Span;
}

export interface View {
  /** Unique AppIds, at most MAX_APPS; empty while none is selected. */
  apps: string[];
  metric: Metric;
  os?: Os;
  terminal?: Terminal;
  channelId?: string;
  range: TimeRange;
  /** The visible part of the range, aligned. */
  zoom?: Span;
  split: Split;
  compare: Comparison;
  zone: ZoneChoice;
  /** Unique segment keys. */
  hidden: string[];
  /** In the metric's unit; override the defaults. */
  goals: Partial<Record<Metric, number>>;
  panels: Panels;
  fromZero: boolean;
  pin?: EpochMs;
  episode?: EpisodeKey;
  /** Unique. */
  dismissed: EpisodeKey[];
  /** Ascending. */
  notes: Note[];
  /** Absent while nothing is being marked. */
  ab?: AbWindows;
  /** Shows the baseline band. */
  band: boolean;
  /** Preset ranges follow the clock. */
  live: boolean;
  viewMode?: ViewMode;
  /** Overrides the user's preference. */
  theme?: Theme;
  lang?: Lang;
}

export const DEFAULT_VIEW: View = {
  apps: [],
  metric: 'JoinChannelSucRate',
  range: { kind: 'preset', preset: '24h' },
  split: 'none',
  compare: 'none',
  zone: 'local',
  hidden: [],
  goals: {},
  panels: 'metrics',
  fromZero: false,
  dismissed: [],
  notes: [],
  band: true,
  live: true,
};
