import type { ZoneChoice } from '../contract/domain/range.ts';

/** Rejects offsets such as `+08:00`, which not all runtimes support. */
export function isZoneName(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Resolves to an IANA name or `UTC`; undefined if unknown. An unknown `localZone` counts as UTC. */
export function resolveZone(choice: ZoneChoice, localZone: string): string | undefined {
  if (choice === 'local') return isZoneName(localZone) ? localZone : 'UTC';
  return isZoneName(choice) ? choice : undefined;
}
