// What people mark in time <-> its text in the address: intervals, episodes, notes.
import * as v from 'valibot';
import { AppIdSchema } from '../contract/wire/api.ts';
import { MetricSchema } from '../contract/domain/metrics.ts';
import { ceilToStep, floorToStep } from '../contract/domain/time.ts';
import type { Span } from '../contract/domain/time.ts';
import { formatInstant, parseInstant } from './instant.ts';
import { MAX_NOTE_LENGTH } from './view.ts';
import type { EpisodeKey, Note } from './view.ts';

/** Two instants with a slash between them, as ISO 8601 writes an interval. */
export function parseInterval(raw: string): Span | undefined {
  const [from, to, ...more] = raw.split('/').map(parseInstant);
  if (from === undefined || to === undefined || more.length > 0 || from >= to) return undefined;
  return { begin: floorToStep(from), end: ceilToStep(to) };
}

/** The interval's buckets: `2026-11-20T12:00Z/2026-11-20T13:00Z`. */
export function formatInterval({ begin, end }: Span): string {
  return `${formatInstant(floorToStep(begin))}/${formatInstant(ceilToStep(end))}`;
}

/** `FirstFrameCost@2026-11-21T12:35Z`, with the app and a colon before it where several are shown. */
export function parseEpisode(raw: string): EpisodeKey | undefined {
  const [, appId, name = '', instant = ''] = /^(?:([^:@]+):)?([^:@]+)@(.+)$/.exec(raw) ?? [];
  const at = parseInstant(instant);
  if (!v.is(MetricSchema, name) || at === undefined) return undefined;
  if (appId !== undefined && !v.is(AppIdSchema, appId)) return undefined;
  return { ...(appId !== undefined && { appId }), metric: name, at: floorToStep(at) };
}

/** The text `parseEpisode` reads. */
export function formatEpisode({ appId, metric, at }: EpisodeKey): string {
  return `${appId === undefined ? '' : `${appId}:`}${metric}@${formatInstant(floorToStep(at))}`;
}

/** An instant, a tilde, and words. */
export function parseNote(raw: string): Note | undefined {
  const [, instant = '', words = ''] = /^([^~]+)~([^]+)$/.exec(raw) ?? [];
  const at = parseInstant(instant);
  const text = tidyNote(words);
  return at === undefined || text === '' ? undefined : { at: floorToStep(at), text };
}

/** The text `parseNote` reads. */
export function formatNote({ at, text }: Note): string {
  return `${formatInstant(floorToStep(at))}~${text}`;
}

/** A note's words on one line, cut to the length a link has room for. */
export function tidyNote(words: string): string {
  const line = words.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  return Array.from(line).slice(0, MAX_NOTE_LENGTH).join('').trim();
}
