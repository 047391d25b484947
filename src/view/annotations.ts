import * as v from 'valibot';
import { AppIdSchema } from '../contract/wire/api.ts';
import { MetricSchema } from '../contract/domain/metrics.ts';
import { ceilToStep, floorToStep } from '../contract/domain/time.ts';
import type { Span } from '../contract/domain/time.ts';
import { formatInstant, parseInstant } from './instant.ts';
import { MAX_NOTE_LENGTH } from './view.ts';
import type { EpisodeKey, Note } from './view.ts';

/** Parses an ISO 8601 interval: `from/to`. */
export function parseInterval(raw: string): Span | undefined {
  const [from, to, ...more] = raw.split('/').map(parseInstant);
  if (from === undefined || to === undefined || more.length > 0 || from >= to) return undefined;
  return { begin: floorToStep(from), end: ceilToStep(to) };
}

export function formatInterval({ begin, end }: Span): string {
  return `${formatInstant(floorToStep(begin))}/${formatInstant(ceilToStep(end))}`;
}

/** Parses `FirstFrameCost@2026-11-21T12:35Z`, optionally prefixed with an AppId and a colon. */
export function parseEpisode(raw: string): EpisodeKey | undefined {
  const [, appId, name = '', instant = ''] = /^(?:([^:@]+):)?([^:@]+)@(.+)$/.exec(raw) ?? [];
  const at = parseInstant(instant);
  if (!v.is(MetricSchema, name) || at === undefined) return undefined;
  if (appId !== undefined && !v.is(AppIdSchema, appId)) return undefined;
  return { ...(appId !== undefined && { appId }), metric: name, at: floorToStep(at) };
}

export function formatEpisode({ appId, metric, at }: EpisodeKey): string {
  return `${appId === undefined ? '' : `${appId}:`}${metric}@${formatInstant(floorToStep(at))}`;
}

/** Parses `2026-11-21T12:35Z~text`. */
export function parseNote(raw: string): Note | undefined {
  const [, instant = '', rawText = ''] = /^([^~]+)~([^]+)$/.exec(raw) ?? [];
  const at = parseInstant(instant);
  const text = normalizeNote(rawText);
  return at === undefined || text === '' ? undefined : { at: floorToStep(at), text };
}

export function formatNote({ at, text }: Note): string {
  return `${formatInstant(floorToStep(at))}~${text}`;
}

export function normalizeNote(text: string): string {
  const line = text.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  return Array.from(line).slice(0, MAX_NOTE_LENGTH).join('').trim();
}
