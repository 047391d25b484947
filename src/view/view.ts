import type { Metric, Os, Terminal } from '../contract/domain/metrics.ts';
import type { Comparison, TimeRange, ZoneChoice } from '../contract/domain/range.ts';
import type { Split } from '../contract/domain/segments.ts';
import type { EpochMs, Span } from '../contract/domain/time.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const LANGS = ['en', 'zh'] as const;
export type Lang = (typeof LANGS)[number];

/** Content of the small charts: all metrics, or the main metric by segment. */
export const PANELS = ['metrics', 'segments'] as const;
export type Panels = (typeof PANELS)[number];

/** `kiosk` fills a wall screen; `embed` is a chart within another page. */
export const VIEW_MODES = ['kiosk', 'embed'] as const;
export type ViewMode = (typeof VIEW_MODES)[number];

export const MAX_APPS = 4;

// Limits of the link's length.
export const MAX_NOTES = 20;
export const MAX_NOTE_LENGTH = 60;

export const MAX_DISMISSED = 32;

/** Identifies an episode; with the app if several are shown. */
export interface EpisodeKey {
  appId?: string;
  metric: Metric;
  at: EpochMs;
}

/** A user's note at a time, such as `v3.2 released`. */
export interface Note {
  at: EpochMs;
  text: string;
}

/** Two spans to compare, as far as they are marked. */
export interface AbWindows {
  a?: Span;
  b?: Span;
}

/** Everything that a link restores. */
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
  /** Unique keys of hidden segments. */
  hidden: string[];
  /** Overrides of the default goals, in the metric's unit. */
  goals: Partial<Record<Metric, number>>;
  panels: Panels;
  /** Whether value axes start at zero. */
  fromZero: boolean;
  /** Bucket of the pinned crosshair. */
  pin?: EpochMs;
  /** The selected episode. */
  episode?: EpisodeKey;
  /** Unique keys of dismissed findings. */
  dismissed: EpisodeKey[];
  /** Ascending. */
  notes: Note[];
  /** Absent while nothing is being marked. */
  ab?: AbWindows;
  /** Whether the baseline band is drawn. */
  band: boolean;
  /** Whether a preset range follows the clock. */
  live: boolean;
  viewMode?: ViewMode;
  /** Overrides the user's preference. */
  theme?: Theme;
  lang?: Lang;
}

/** The view of an empty query. */
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
