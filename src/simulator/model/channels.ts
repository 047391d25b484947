import { DAY, HOUR, MINUTE } from '../../contract/domain/time.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import type { SimulatedApp } from './apps.ts';
import type { LocalClock } from './local-time.ts';
import { deriveKey, hashText, uniform } from './noise.ts';
import type { Seed } from './noise.ts';

const REGULAR_CHANNELS = 6;

/** Channels with a session every weekday; any other id has some on random days. */
export function listChannels(app: SimulatedApp): string[] {
  const first = 100 + (hashText(app.id) % 80) * 10;
  return Array.from({ length: REGULAR_CHANNELS }, (_, i) => `room-${first + i}`);
}

export interface Channel {
  key: number;
  level: number;
  /** Joins expected in the bucket at `begin`. */
  joinsAt(begin: EpochMs): number;
}

/** A channel has at most one session per day. */
export function createChannel(
  seed: Seed,
  app: SimulatedApp,
  clock: LocalClock,
  id: string,
): Channel {
  const key = deriveKey(seed, app.id, 'channel', id);
  const index = listChannels(app).indexOf(id);
  const isRegular = index >= 0;
  const joinsPerBucket = isRegular ? 40 : 4 + 14 * uniform(key, 1);

  function joinsAt(begin: EpochMs): number {
    const day = Math.floor((begin + clock.offsetAt(begin)) / DAY);
    const { hour, weekend } = clock.read(begin);
    if (isRegular ? weekend : uniform(key, day * 4) > 0.6) return 0;
    const startHour = isRegular ? 9 + 2 * index : 8 + 13 * uniform(key, day * 4 + 1);
    const hours = isRegular ? 1.75 : 0.7 + 1.5 * uniform(key, day * 4 + 2);
    const elapsed = hour - startHour;
    if (elapsed < 0 || elapsed >= hours) return 0;
    // Most participants join in the first ten minutes.
    return joinsPerBucket * (elapsed * HOUR < 10 * MINUTE ? 2 : 0.7);
  }

  return { key, level: 0.85 + 0.4 * uniform(key, 2), joinsAt };
}
