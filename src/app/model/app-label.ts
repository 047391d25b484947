import type { App } from '../../contract/wire/api.ts';
import type { RememberedApp } from '../state/preferences.ts';

const SHORT = 8;

/** An AppId as people recognise it: its first eight characters. */
export function shortenId(id: string): string {
  return id.length > SHORT + 1 ? `${id.slice(0, SHORT)}…` : id;
}

/** Names up to this long stay whole; of longer ones this much is left. */
const WHOLE = 7;
const LEFT = 4;

/**
 * The names where there is little room, cut to what tells them apart: `Clas…` beside `Meeting`, `…EU`
 * beside `…US` where they begin alike. Whole where that would make two the same.
 */
export function shortenNames(names: readonly string[]): string[] {
  const short = names.map((name, i) => {
    const letters = Array.from(name);
    if (letters.length <= WHOLE) return name;
    const others = names.filter((_, other) => other !== i);
    const shared = Math.max(0, ...others.map((other) => countShared(letters, Array.from(other))));
    if (shared < LEFT) return `${letters.slice(0, LEFT).join('')}…`;
    const rest = letters.slice(shared);
    if (rest.length === 0) return `…${letters.slice(-LEFT).join('')}`;
    if (rest.length > WHOLE) rest.splice(LEFT, rest.length, '…');
    return `…${rest.join('').trim()}`;
  });
  return new Set(short).size === new Set(names).size ? short : [...names];
}

/** How many letters two words begin with alike. */
function countShared(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((letter, i) => letter !== b[i]);
  return differs < 0 ? a.length : differs;
}

/** The name of an app: the server's, else the one given to it in this browser. */
export function findAppName(
  id: string,
  apps: readonly App[],
  remembered: readonly RememberedApp[],
): string | undefined {
  return apps.find((app) => app.id === id)?.name ?? remembered.find((app) => app.id === id)?.name;
}
