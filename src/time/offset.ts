import { tzOffset } from '@date-fns/tz';
import { MINUTE } from '../contract/domain/time.ts';
import type { EpochMs, Millis } from '../contract/domain/time.ts';

/** How far clocks are ahead of UTC. */
export function getOffset(at: EpochMs, zone: string): Millis {
  return tzOffset(zone, new Date(at)) * MINUTE;
}

/** `UTC+8`, `UTC-3:30` or `UTC`. */
export function formatOffset(at: EpochMs, zone: string): string {
  const total = Math.round(getOffset(at, zone) / MINUTE);
  if (!total) return 'UTC';
  const hours = Math.floor(Math.abs(total) / 60);
  const minutes = Math.abs(total) % 60;
  const text = minutes === 0 ? `${hours}` : `${hours}:${String(minutes).padStart(2, '0')}`;
  return `UTC${total < 0 ? '-' : '+'}${text}`;
}
