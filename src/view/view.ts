import type { Metric, Os, Terminal } from '../contract/domain/metrics.ts';
import type { Comparison, TimeRange, ZoneChoice } from '../contract/domain/range.ts';
import type { Split } from '../contract/domain/segments.ts';
import type { EpochMs, Span } from '../contract/domain/time.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export const LANGS = ['en', 'zh'] as const;
export type Lang = (typeof LANGS)[number];

/** What the small charts below the main one show: every metric, or the main one segment by segment. */
export const PANELS = ['metrics', 'segments'] as const;
export type Panels = (typeof PANELS)[number];

/** Ways to show less than the whole page: all of a wall screen, or a chart inside another page. */
export const VIEW_MODES = ['kiosk', 'embed'] as const;
export type ViewMode = (typeof VIEW_MODES)[number];

/** Apps on one chart, at most. */
export const MAX_APPS = 4;

/** Notes in one link, and characters in one of them, at most: a link must fit where links are pasted. */
export const MAX_NOTES = 20;
export const MAX_NOTE_LENGTH = 60;

/** Findings one link has put aside, at most. */
export const MAX_DISMISSED = 32;

/** An episode, by what it is of and when it began; the app where several are shown. */
export interface EpisodeKey {
  appId?: string;
  metric: Metric;
  at: EpochMs;
}

/** Something that happened, in a person's words: `v3.2 released`. */
export interface Note {
  at: EpochMs;
  text: string;
}

/** Two stretches of time to hold against each other, each once it is marked. */
export interface AbWindows {
  a?: Span;
  b?: Span;
}

/** Everything a link restores. */
export interface View {
  /** AppIds, without repeats, at most MAX_APPS; empty while none is chosen. */
  apps: string[];
  metric: Metric;
  os?: Os;
  terminal?: Terminal;
  channelId?: string;
  range: TimeRange;
  /** The part of the range that is looked at, aligned to five minutes; left out: all of it. */
  zoom?: Span;
  split: Split;
  compare: Comparison;
  zone: ZoneChoice;
  /** Keys of the segments that are not drawn, without repeats. */
  hidden: string[];
  /** Goals of this link in the metric's unit; the others are METRIC_FACTS'. */
  goals: Partial<Record<Metric, number>>;
  panels: Panels;
  /** Value axes start at zero instead of where the data begin. */
  fromZero: boolean;
  /** The bucket the crosshair is pinned to. */
  pin?: EpochMs;
  /** The episode that is looked at. */
  episode?: EpisodeKey;
  /** Findings that are put aside, without repeats. */
  dismissed: EpisodeKey[];
  /** In the order of their times. */
  notes: Note[];
  /** Left out while nobody marks anything. */
  ab?: AbWindows;
  /** What is usual is drawn behind the line. */
  band: boolean;
  /** Whether a range that ends now moves with the clock. */
  live: boolean;
  viewMode?: ViewMode;
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
  panels: 'metrics',
  fromZero: false,
  dismissed: [],
  notes: [],
  band: true,
  live: true,
};
