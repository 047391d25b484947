import { tzOffset } from '@date-fns/tz';
import type { EpochMs } from '../contract/domain/time.ts';

/** How far `zone` is from UTC at that time: `UTC+8`, `UTC−3:30`, `UTC`. */
export function formatOffset(zone: string, at: EpochMs): string {
  const minutes = Math.round(tzOffset(zone, new Date(at)));
  if (!minutes) return 'UTC';
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  const text = rest === 0 ? `${hours}` : `${hours}:${String(rest).padStart(2, '0')}`;
  return `UTC${minutes < 0 ? '-' : '+'}${text}`;
}
