import type { ZoneChoice } from '../contract/domain/range.ts';

/** Whether `name` is a time zone of this runtime; offsets such as `+08:00` are not accepted. */
export function isZoneName(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/**
 * Resolves a choice to an IANA name or `UTC`; undefined when this runtime does not know it. An
 * unknown `localZone`, the browser's own, counts as UTC.
 */
export function resolveZone(choice: ZoneChoice, localZone: string): string | undefined {
  if (choice === 'local') return isZoneName(localZone) ? localZone : 'UTC';
  return isZoneName(choice) ? choice : undefined;
}
