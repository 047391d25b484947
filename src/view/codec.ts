// Encodes a view as a URL query, and back.
import * as v from 'valibot';
import { AppIdSchema, ChannelIdSchema } from '../contract/wire/api.ts';
import { METRICS, METRIC_FACTS, OSES, TERMINALS } from '../contract/domain/metrics.ts';
import type { Metric } from '../contract/domain/metrics.ts';
import { COMPARISONS, RANGE_PRESETS } from '../contract/domain/range.ts';
import type { Comparison, TimeRange } from '../contract/domain/range.ts';
import { SPLITS } from '../contract/domain/segments.ts';
import { ceilToStep, floorToStep } from '../contract/domain/time.ts';
import { isZoneName } from '../time/zone.ts';
import { formatInstant, parseInstant } from './instant.ts';
import {
  formatEpisode,
  formatInterval,
  formatNote,
  parseEpisode,
  parseInterval,
  parseNote,
} from './annotations.ts';
import {
  DEFAULT_VIEW,
  VIEW_MODES,
  LANGS,
  MAX_APPS,
  MAX_DISMISSED,
  MAX_NOTES,
  PANELS,
  THEMES,
} from './view.ts';
import type { EpisodeKey, AbWindows, Note, View } from './view.ts';

/** An invalid parameter, replaced by its default. */
export interface ViewNotice {
  param: string;
  value: string;
}

const MAX_HIDDEN = 64;
const MAX_NOTICE_LENGTH = 80;
const SEGMENT_KEY =
  /^(?:[A-Za-z0-9_-]{1,64}:)?(?:all|(?:ios|android)(?:-(?:web|mobile))?|web|mobile)$/;
const DECIMAL = /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** Parses a query string, with or without `?`; ignores unknown and empty parameters. Never throws. */
export function parseView(search: string): { view: View; notices: ViewNotice[] } {
  const reader = createReader(search);
  const { single, list } = reader;
  const os = single('os', oneOf(OSES));
  const terminal = single('terminal', oneOf(TERMINALS));
  const channelId = single('channel', (raw) => (v.is(ChannelIdSchema, raw) ? raw : undefined));
  const zoom = single('zoom', parseInterval);
  const pin = single('pin', parseInstant);
  const episode = single('episode', parseEpisode);
  const ab = readAbWindows(reader);
  const viewMode = single('view', oneOf(VIEW_MODES));
  const theme = single('theme', oneOf(THEMES));
  const lang = single('lang', oneOf(LANGS));
  const view: View = {
    apps: list('app', MAX_APPS, (raw) => v.is(AppIdSchema, raw)),
    metric: single('metric', oneOf(METRICS)) ?? DEFAULT_VIEW.metric,
    ...(os && { os }),
    ...(terminal && { terminal }),
    ...(channelId !== undefined && { channelId }),
    range: readRange(reader),
    ...(zoom && { zoom }),
    split: single('split', oneOf(SPLITS)) ?? DEFAULT_VIEW.split,
    compare: single('compare', parseComparison) ?? DEFAULT_VIEW.compare,
    zone: single('tz', parseZone) ?? DEFAULT_VIEW.zone,
    hidden: list('hide', MAX_HIDDEN, (raw) => SEGMENT_KEY.test(raw)),
    goals: readGoals(reader),
    panels: single('panels', oneOf(PANELS)) ?? DEFAULT_VIEW.panels,
    fromZero: single('zero', oneOf(['1'])) !== undefined,
    ...(pin !== undefined && { pin: floorToStep(pin) }),
    ...(episode && { episode }),
    dismissed: readDismissed(reader),
    notes: readNotes(reader),
    ...(ab && { ab }),
    band: single('band', oneOf(['off'])) === undefined,
    live: single('refresh', oneOf(['off'])) === undefined,
    ...(viewMode && { viewMode }),
    ...(theme && { theme }),
    ...(lang && { lang }),
  };
  return { view, notices: reader.notices };
}

/** Returns `''` or `'?app=…'`, without defaults and in a fixed order. */
export function formatView(view: View): string {
  const params = new URLSearchParams();
  const set = (param: string, value: string | undefined, defaultValue = ''): void => {
    if (value !== undefined && value !== defaultValue) params.append(param, value);
  };
  set('app', view.apps.join(','));
  set('metric', view.metric, DEFAULT_VIEW.metric);
  set('os', view.os);
  set('terminal', view.terminal);
  set('channel', view.channelId);
  if (view.range.kind === 'absolute') {
    set('from', formatInstant(floorToStep(view.range.from)));
    set('to', formatInstant(ceilToStep(view.range.to)));
  } else if (DEFAULT_VIEW.range.kind === 'preset') {
    set('range', view.range.preset, DEFAULT_VIEW.range.preset);
  }
  set('zoom', view.zoom && formatInterval(view.zoom));
  set('split', view.split, DEFAULT_VIEW.split);
  set('compare', formatComparison(view.compare), formatComparison(DEFAULT_VIEW.compare));
  set('tz', view.zone, DEFAULT_VIEW.zone);
  set('hide', view.hidden.join(','));
  for (const metric of METRICS) set(`goal.${metric}`, view.goals[metric]?.toString());
  set('panels', view.panels, DEFAULT_VIEW.panels);
  set('zero', view.fromZero ? '1' : undefined);
  set('pin', view.pin === undefined ? undefined : formatInstant(floorToStep(view.pin)));
  set('episode', view.episode && formatEpisode(view.episode));
  set('dismiss', view.dismissed.map(formatEpisode).join(','));
  for (const note of view.notes) set('note', formatNote(note));
  if (view.ab) {
    set('a', view.ab.a ? formatInterval(view.ab.a) : NOT_MARKED);
    set('b', view.ab.b && formatInterval(view.ab.b));
  }
  set('band', view.band ? undefined : 'off');
  set('refresh', view.live ? undefined : 'off');
  set('view', view.viewMode);
  set('theme', view.theme);
  set('lang', view.lang);
  // These are valid in a query.
  const text = params
    .toString()
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/')
    .replaceAll('%40', '@')
    .replaceAll('%7E', '~');
  return text === '' ? '' : `?${text}`;
}

type Reader = ReturnType<typeof createReader>;

function createReader(search: string) {
  const params = new URLSearchParams(search);
  const notices: ViewNotice[] = [];
  const reject = (param: string, value: string): void => {
    notices.push({ param, value: value.slice(0, MAX_NOTICE_LENGTH) });
  };
  const all = (param: string): string[] => params.getAll(param).filter((text) => text !== '');
  const raw = (param: string): string => {
    const values = params.getAll(param);
    if (values.length > 1) reject(param, values.join(', '));
    return values.length === 1 ? (values[0] ?? '') : '';
  };
  return {
    notices,
    reject,
    all,
    single: <T>(param: string, parse: (raw: string) => T | undefined): T | undefined => {
      const text = raw(param);
      if (text === '') return undefined;
      const value = parse(text);
      if (value === undefined) reject(param, text);
      return value;
    },
    /** Up to `max` valid and unique items, separated by commas. */
    list: (param: string, max: number, isValid: (item: string) => boolean): string[] => {
      const items = [...new Set(raw(param).split(','))].filter((item) => item !== '');
      const valid = items.filter(isValid);
      const rejected = [...items.filter((item) => !isValid(item)), ...valid.slice(max)];
      if (rejected.length > 0) reject(param, rejected.join(','));
      return valid.slice(0, max);
    },
  };
}

function oneOf<const T extends string>(options: readonly T[]): (raw: string) => T | undefined {
  return (raw) => options.find((option) => option === raw);
}

function readRange({ single, reject }: Reader): TimeRange {
  const preset = single('range', oneOf(RANGE_PRESETS));
  const from = single('from', parseInstant);
  const to = single('to', parseInstant);
  if (from !== undefined && to !== undefined && from < to) {
    if (preset !== undefined) reject('range', preset);
    return { kind: 'absolute', from: floorToStep(from), to: ceilToStep(to) };
  }
  // A single end, or reversed ends.
  if (from !== undefined) reject('from', formatInstant(from));
  if (to !== undefined) reject('to', formatInstant(to));
  return preset === undefined ? DEFAULT_VIEW.range : { kind: 'preset', preset };
}

// Value of `a` while marking, before the first window.
const NOT_MARKED = 'mark';

function readAbWindows({ single }: Reader): AbWindows | undefined {
  const a = single('a', (raw) => (raw === NOT_MARKED ? raw : parseInterval(raw)));
  const b = single('b', parseInterval);
  if (a === undefined && b === undefined) return undefined;
  return { ...(typeof a === 'object' && { a }), ...(b && { b }) };
}

function readDismissed({ list }: Reader): EpisodeKey[] {
  const texts = list('dismiss', MAX_DISMISSED, (raw) => parseEpisode(raw) !== undefined);
  const keys = texts.flatMap((text) => parseEpisode(text) ?? []);
  return [...new Map(keys.map((key) => [formatEpisode(key), key])).values()];
}

function readNotes({ all, reject }: Reader): Note[] {
  const notes: Note[] = [];
  for (const raw of all('note')) {
    const note = parseNote(raw);
    if (note && notes.length < MAX_NOTES) notes.push(note);
    else reject('note', raw);
  }
  return notes.toSorted((a, b) => a.at - b.at);
}

function parseComparison(raw: string): Comparison | undefined {
  const named = oneOf(COMPARISONS)(raw);
  if (named) return named;
  const from = parseInstant(raw);
  return from === undefined ? undefined : { from: floorToStep(from) };
}

function formatComparison(comparison: Comparison): string {
  return typeof comparison === 'string' ? comparison : formatInstant(floorToStep(comparison.from));
}

function readGoals({ single }: Reader): View['goals'] {
  const goals: View['goals'] = {};
  for (const metric of METRICS) {
    const goal = single(`goal.${metric}`, (raw) => parseGoal(metric, raw));
    if (goal !== undefined) goals[metric] = goal;
  }
  return goals;
}

function parseGoal(metric: Metric, raw: string): number | undefined {
  const goal = DECIMAL.test(raw) ? Number(raw) : Number.NaN;
  // Zero is valid for rates only.
  const isValid =
    METRIC_FACTS[metric].unit === 'percent' ? goal <= 100 : goal > 0 && goal < Infinity;
  return isValid ? goal : undefined;
}

function parseZone(raw: string): string | undefined {
  if (raw === 'local') return raw;
  if (raw.toUpperCase() === 'UTC') return 'UTC';
  const name = raw.replace(' ', '+'); // Etc/GMT+8, unescaped
  return isZoneName(name) ? name : undefined;
}
