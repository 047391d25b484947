import type { EpochMs } from '../../../contract/domain/time.ts';
import { parseDay, parseInstant, timeOfDay } from '../../../view/instant.ts';
import { instantOf } from '../../../time/wall-time.ts';
import { parseTimeField } from '../../controls/range/wall-fields.ts';

/** A moment as people write it: `2026-11-21 20:35` on the clock of `zone`, or an ISO instant; undefined for anything else. */
export function parseNoteTime(text: string, zone: string): EpochMs | undefined {
  const typed = text.normalize('NFKC').trim();
  const instant = parseInstant(typed);
  if (instant !== undefined) return instant;
  const [, date = '', clock = ''] = /^(\S+)[ T]+(\S+)$/.exec(typed) ?? [];
  const day = parseDay(date);
  const [hour, minute] = (parseTimeField(clock) ?? '').split(':').map(Number);
  if (day === undefined || hour === undefined || minute === undefined) return undefined;
  const time = timeOfDay(hour, minute, 0);
  return time === undefined ? undefined : instantOf(day + time, zone, 'first');
}
