import type { App } from '../../contract/api.ts';
import type { RememberedApp } from '../state/preferences.ts';

const SHORT = 8;

/** An AppId as people recognise it: its first eight characters. */
export function shortenId(id: string): string {
  return id.length > SHORT + 1 ? `${id.slice(0, SHORT)}…` : id;
}

/** The name of an app: the server's, else the one given to it in this browser. */
export function findAppName(
  id: string,
  apps: readonly App[],
  remembered: readonly RememberedApp[],
): string | undefined {
  return apps.find((app) => app.id === id)?.name ?? remembered.find((app) => app.id === id)?.name;
}
