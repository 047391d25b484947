/**
 * Returns the hidden keys after isolating `key`: all others, or none if it was isolated already.
 * Keys in `hidden` that are not among `keys` stay hidden.
 */
export function isolateSeries(
  keys: readonly string[],
  hidden: readonly string[],
  key: string,
): string[] {
  const absent = hidden.filter((name) => !keys.includes(name));
  const others = keys.filter((name) => name !== key);
  const isIsolated = !hidden.includes(key) && others.every((name) => hidden.includes(name));
  return isIsolated ? absent : [...absent, ...others];
}

/** Returns the hidden keys after toggling `key`; the last visible series cannot be hidden. */
export function toggleSeries(
  keys: readonly string[],
  hidden: readonly string[],
  key: string,
): string[] {
  if (hidden.includes(key)) return hidden.filter((name) => name !== key);
  const next = [...hidden, key];
  return keys.every((name) => next.includes(name)) ? [...hidden] : next;
}
