import { DAY, HOUR } from '../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';

/** Above the API's lookback of 30 days. */
const MAX_CACHED_HOURS = 4_000;

export interface LocalClock {
  /** Local time minus UTC. */
  offsetAt(at: EpochMs): Millis;
  /** `hour` has a fraction. */
  read(at: EpochMs): { hour: number; weekend: boolean };
}

/** Throws RangeError on an unknown IANA zone. */
export function createLocalClock(zone: string): LocalClock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const offsets = new Map<number, Millis>();

  // Zones change their offset on the hour.
  function offsetAt(at: EpochMs): Millis {
    const hour = Math.floor(at / HOUR);
    const cached = offsets.get(hour);
    if (cached !== undefined) return cached;
    if (offsets.size >= MAX_CACHED_HOURS) offsets.clear();
    const offset = computeOffset(format, hour * HOUR);
    offsets.set(hour, offset);
    return offset;
  }

  function read(at: EpochMs) {
    const local = at + offsetAt(at);
    const day = Math.floor(local / DAY);
    // 1970-01-01 was a Thursday; Monday is 0.
    const weekday = (((day + 3) % 7) + 7) % 7;
    return { hour: (local - day * DAY) / HOUR, weekend: weekday >= 5 };
  }

  return { offsetAt, read };
}

function computeOffset(format: Intl.DateTimeFormat, at: EpochMs): Millis {
  const fields = Object.fromEntries(
    format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
  );
  const local = Date.UTC(
    fields['year'] ?? 0,
    (fields['month'] ?? 1) - 1,
    fields['day'] ?? 1,
    fields['hour'] ?? 0,
    fields['minute'] ?? 0,
  );
  return local - at;
}
