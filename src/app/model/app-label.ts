import type { App } from '../../contract/wire/api.ts';
import type { RememberedApp } from '../state/preferences.ts';

const ID_LENGTH = 8;

export function shortenId(id: string): string {
  return id.length > ID_LENGTH + 1 ? `${id.slice(0, ID_LENGTH)}…` : id;
}

/** In letters. */
const MAX_LENGTH = 7;
const CUT_LENGTH = 4;

/**
 * Shortens names to the part that distinguishes them: `Clas…` and `Meeting`, or `…EU` and `…US` after
 * a common prefix. Returns the full names if the short ones would not be unique.
 */
export function shortenNames(names: readonly string[]): string[] {
  const shortNames = names.map((name, i) => {
    const letters = Array.from(name);
    if (letters.length <= MAX_LENGTH) return name;
    const others = names.filter((_, other) => other !== i);
    const prefix = Math.max(
      0,
      ...others.map((other) => countCommonPrefix(letters, Array.from(other))),
    );
    if (prefix < CUT_LENGTH) return `${letters.slice(0, CUT_LENGTH).join('')}…`;
    const rest = letters.slice(prefix);
    if (rest.length === 0) return `…${letters.slice(-CUT_LENGTH).join('')}`;
    if (rest.length > MAX_LENGTH) rest.splice(CUT_LENGTH, rest.length, '…');
    return `…${rest.join('').trim()}`;
  });
  return new Set(shortNames).size === new Set(names).size ? shortNames : [...names];
}

function countCommonPrefix(a: readonly string[], b: readonly string[]): number {
  const firstDifference = a.findIndex((letter, i) => letter !== b[i]);
  return firstDifference < 0 ? a.length : firstDifference;
}

/** Prefers the server's name over the one given in this browser. */
export function findAppName(
  id: string,
  apps: readonly App[],
  remembered: readonly RememberedApp[],
): string | undefined {
  return apps.find((app) => app.id === id)?.name ?? remembered.find((app) => app.id === id)?.name;
}
