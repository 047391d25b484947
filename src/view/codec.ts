// The address <-> what is shown: the first step of the data's way, and the only memory of the page.
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

/** A value in the address that was refused; the default stands. */
export interface ViewNotice {
  param: string;
  value: string;
}

const MAX_HIDDEN = 64;
const MAX_NOTICE_LENGTH = 80;
const SEGMENT_KEY =
  /^(?:[A-Za-z0-9_-]{1,64}:)?(?:all|(?:ios|android)(?:-(?:web|mobile))?|web|mobile)$/;
const DECIMAL = /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * The view of a query string (with or without `?`), and what in it was refused. Parameters that are
 * not ours are ignored, empty ones count as left out. Never throws.
 */
export function parseView(search: string): { view: View; notices: ViewNotice[] } {
  const reader = createReader(search);
  const { one, list } = reader;
  const os = one('os', among(OSES));
  const terminal = one('terminal', among(TERMINALS));
  const channelId = one('channel', (raw) => (v.is(ChannelIdSchema, raw) ? raw : undefined));
  const zoom = one('zoom', parseInterval);
  const pin = one('pin', parseInstant);
  const episode = one('episode', parseEpisode);
  const ab = readMarked(reader);
  const viewMode = one('view', among(VIEW_MODES));
  const theme = one('theme', among(THEMES));
  const lang = one('lang', among(LANGS));
  const view: View = {
    apps: list('app', MAX_APPS, (raw) => v.is(AppIdSchema, raw)),
    metric: one('metric', among(METRICS)) ?? DEFAULT_VIEW.metric,
    ...(os && { os }),
    ...(terminal && { terminal }),
    ...(channelId !== undefined && { channelId }),
    range: readRange(reader),
    ...(zoom && { zoom }),
    split: one('split', among(SPLITS)) ?? DEFAULT_VIEW.split,
    compare: one('compare', parseComparison) ?? DEFAULT_VIEW.compare,
    zone: one('tz', parseZone) ?? DEFAULT_VIEW.zone,
    hidden: list('hide', MAX_HIDDEN, (raw) => SEGMENT_KEY.test(raw)),
    goals: readGoals(reader),
    panels: one('panels', among(PANELS)) ?? DEFAULT_VIEW.panels,
    fromZero: one('zero', among(['1'])) !== undefined,
    ...(pin !== undefined && { pin: floorToStep(pin) }),
    ...(episode && { episode }),
    dismissed: readDismissed(reader),
    notes: readNotes(reader),
    ...(ab && { ab }),
    band: one('band', among(['off'])) === undefined,
    live: one('refresh', among(['off'])) === undefined,
    ...(viewMode && { viewMode }),
    ...(theme && { theme }),
    ...(lang && { lang }),
  };
  return { view, notices: reader.notices };
}

/** The query string of a view, `''` or `'?app=…'`: defaults left out, always in the same order, readable. */
export function formatView(view: View): string {
  const params = new URLSearchParams();
  const set = (param: string, value: string | undefined, standard = ''): void => {
    if (value !== undefined && value !== standard) params.append(param, value);
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
  // A query may carry , : and / as they are, and people read links.
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
  const refuse = (param: string, value: string): void => {
    notices.push({ param, value: value.slice(0, MAX_NOTICE_LENGTH) });
  };
  const many = (param: string): string[] => params.getAll(param).filter((text) => text !== '');
  const raw = (param: string): string => {
    const all = params.getAll(param);
    if (all.length > 1) refuse(param, all.join(', '));
    return all.length === 1 ? (all[0] ?? '') : '';
  };
  return {
    notices,
    refuse,
    /** Every time the parameter is given, unread. */
    many,
    /** The parameter as `parse` reads it; undefined when left out or refused. */
    one: <T>(param: string, parse: (raw: string) => T | undefined): T | undefined => {
      const text = raw(param);
      if (text === '') return undefined;
      const value = parse(text);
      if (value === undefined) refuse(param, text);
      return value;
    },
    /** The good items of a comma list without repeats, the first `max` of them. */
    list: (param: string, max: number, isGood: (item: string) => boolean): string[] => {
      const items = [...new Set(raw(param).split(','))].filter((item) => item !== '');
      const good = items.filter(isGood);
      const refused = [...items.filter((item) => !isGood(item)), ...good.slice(max)];
      if (refused.length > 0) refuse(param, refused.join(','));
      return good.slice(0, max);
    },
  };
}

function among<const T extends string>(options: readonly T[]): (raw: string) => T | undefined {
  return (raw) => options.find((option) => option === raw);
}

function readRange({ one, refuse }: Reader): TimeRange {
  const preset = one('range', among(RANGE_PRESETS));
  const from = one('from', parseInstant);
  const to = one('to', parseInstant);
  if (from !== undefined && to !== undefined && from < to) {
    if (preset !== undefined) refuse('range', preset);
    return { kind: 'absolute', from: floorToStep(from), to: ceilToStep(to) };
  }
  // One alone, or both the wrong way round, says nothing.
  if (from !== undefined) refuse('from', formatInstant(from));
  if (to !== undefined) refuse('to', formatInstant(to));
  return preset === undefined ? DEFAULT_VIEW.range : { kind: 'preset', preset };
}

/** What `a` says where somebody marks, and has marked nothing yet. */
const NOT_MARKED = 'mark';

function readMarked({ one }: Reader): AbWindows | undefined {
  const a = one('a', (raw) => (raw === NOT_MARKED ? raw : parseInterval(raw)));
  const b = one('b', parseInterval);
  if (a === undefined && b === undefined) return undefined;
  return { ...(typeof a === 'object' && { a }), ...(b && { b }) };
}

function readDismissed({ list }: Reader): EpisodeKey[] {
  const texts = list('dismiss', MAX_DISMISSED, (raw) => parseEpisode(raw) !== undefined);
  const keys = texts.flatMap((text) => parseEpisode(text) ?? []);
  // Two instants of one bucket are one.
  return [...new Map(keys.map((key) => [formatEpisode(key), key])).values()];
}

function readNotes({ many, refuse }: Reader): Note[] {
  const notes: Note[] = [];
  for (const raw of many('note')) {
    const note = parseNote(raw);
    if (note && notes.length < MAX_NOTES) notes.push(note);
    else refuse('note', raw);
  }
  return notes.toSorted((a, b) => a.at - b.at);
}

function parseComparison(raw: string): Comparison | undefined {
  const named = among(COMPARISONS)(raw);
  if (named) return named;
  const from = parseInstant(raw);
  return from === undefined ? undefined : { from: floorToStep(from) };
}

function formatComparison(comparison: Comparison): string {
  return typeof comparison === 'string' ? comparison : formatInstant(floorToStep(comparison.from));
}

function readGoals({ one }: Reader): View['goals'] {
  const goals: View['goals'] = {};
  for (const metric of METRICS) {
    const goal = one(`goal.${metric}`, (raw) => parseGoal(metric, raw));
    if (goal !== undefined) goals[metric] = goal;
  }
  return goals;
}

function parseGoal(metric: Metric, raw: string): number | undefined {
  const goal = DECIMAL.test(raw) ? Number(raw) : Number.NaN;
  // No stutter at all is a goal one may have; a first frame in no time is not.
  const fits = METRIC_FACTS[metric].unit === 'percent' ? goal <= 100 : goal > 0 && goal < Infinity;
  return fits ? goal : undefined;
}

function parseZone(raw: string): string | undefined {
  if (raw === 'local') return raw;
  if (raw.toUpperCase() === 'UTC') return 'UTC';
  const name = raw.replace(' ', '+'); // Etc/GMT+8, typed by hand
  return isZoneName(name) ? name : undefined;
}
