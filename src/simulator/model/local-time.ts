import { DAY, HOUR } from '../../contract/domain/time.ts';
import type { EpochMs, Millis } from '../../contract/domain/time.ts';

/** Hours to remember a zone's offset for: more than a 30-day lookback needs. */
const REMEMBERED = 4_000;

/** Tells a zone's wall-clock time. */
export interface LocalClock {
  /** What to add to UTC. */
  offsetAt(at: EpochMs): Millis;
  /** Hours since local midnight, with fraction, and whether it is Saturday or Sunday there. */
  read(at: EpochMs): { hour: number; weekend: boolean };
}

/** A clock of an IANA zone that asks Intl once an hour of data. Throws RangeError on an unknown zone. */
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

  // Zones change their offset on the hour, so one question an hour is enough.
  function offsetAt(at: EpochMs): Millis {
    const hour = Math.floor(at / HOUR);
    const known = offsets.get(hour);
    if (known !== undefined) return known;
    if (offsets.size >= REMEMBERED) offsets.clear();
    const offset = askOffset(format, hour * HOUR);
    offsets.set(hour, offset);
    return offset;
  }

  function read(at: EpochMs) {
    const local = at + offsetAt(at);
    const day = Math.floor(local / DAY);
    // 1970-01-01 was a Thursday; 2 and 3 days later came the weekend.
    const weekday = (((day + 3) % 7) + 7) % 7;
    return { hour: (local - day * DAY) / HOUR, weekend: weekday >= 5 };
  }

  return { offsetAt, read };
}

function askOffset(format: Intl.DateTimeFormat, at: EpochMs): Millis {
  const part = Object.fromEntries(format.formatToParts(at).map((p) => [p.type, Number(p.value)]));
  const local = Date.UTC(
    part['year'] ?? 0,
    (part['month'] ?? 1) - 1,
    part['day'] ?? 1,
    part['hour'] ?? 0,
    part['minute'] ?? 0,
  );
  return local - at;
}
