import { DAY, HOUR, MINUTE } from '../../../contract/domain/time.ts';
import type { EpochMs } from '../../../contract/domain/time.ts';
import type { Format } from '../../../i18n/format.ts';
import type { Translator } from '../../../i18n/translate.ts';

/** Until when there is data, and how long ago that is, as a sentence; `at` is null where there is none. */
export function formatFreshness(
  at: EpochMs | null,
  now: EpochMs,
  translator: Translator,
  format: Format,
): string {
  if (at === null) return translator.t('fresh.none');
  const age = Math.max(0, now - at);
  // An hour of the day alone is clear only when it is not long ago.
  const time = age < 12 * HOUR ? format.time(at) : format.dayTime(at);
  if (age < MINUTE) return translator.t('fresh.now', { time });
  if (age < 2 * HOUR) return translator.t('fresh.minutes', { time, n: Math.floor(age / MINUTE) });
  if (age < 2 * DAY) return translator.t('fresh.hours', { time, n: Math.floor(age / HOUR) });
  return translator.t('fresh.days', { time, n: Math.floor(age / DAY) });
}
