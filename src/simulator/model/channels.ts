import { DAY, HOUR } from '../../contract/domain/time.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import type { SimulatedApp } from './apps.ts';
import type { LocalClock } from './local-time.ts';
import { hashText, deriveKey, uniform } from './noise.ts';
import type { Seed } from './noise.ts';

const KNOWN = 6;

/** The rooms of an app that meet every weekday. Any other id is a room that meets now and then. */
export function listChannels(app: SimulatedApp): string[] {
  const first = 100 + (hashText(app.id) % 80) * 10;
  return Array.from({ length: KNOWN }, (_, i) => `room-${first + i}`);
}

/** How busy one room is. */
export interface Channel {
  /** Changes with the room, for its own noise. */
  key: number;
  /** How its levels compare with the app's. */
  level: number;
  /** Joins expected in the bucket at `begin`, every device together. */
  joinsAt(begin: EpochMs): number;
}

/** The room with this id; each has one session on the days it meets and is silent otherwise. */
export function createChannel(
  seed: Seed,
  app: SimulatedApp,
  clock: LocalClock,
  id: string,
): Channel {
  const key = deriveKey(seed, app.id, 'channel', id);
  const place = listChannels(app).indexOf(id);
  const isKnown = place >= 0;
  const size = isKnown ? 40 : 4 + 14 * uniform(key, 1);

  function joinsAt(begin: EpochMs): number {
    const day = Math.floor((begin + clock.offsetAt(begin)) / DAY);
    const { hour, weekend } = clock.read(begin);
    if (isKnown ? weekend : uniform(key, day * 4) > 0.6) return 0;
    const from = isKnown ? 9 + 2 * place : 8 + 13 * uniform(key, day * 4 + 1);
    const length = isKnown ? 1.75 : 0.7 + 1.5 * uniform(key, day * 4 + 2);
    const into = hour - from;
    if (into < 0 || into >= length) return 0;
    // Most people come in the first minutes.
    return size * (into * HOUR < 10 * 60_000 ? 2 : 0.7);
  }

  return { key, level: 0.85 + 0.4 * uniform(key, 2), joinsAt };
}
