// What a click on the legend makes of the hidden series.

/**
 * Only `key` is shown; when it is the only one already, all are. `hidden` may name series that are not
 * on the chart just now: they stay hidden.
 */
export function isolateSeries(
  keys: readonly string[],
  hidden: readonly string[],
  key: string,
): string[] {
  const absent = hidden.filter((name) => !keys.includes(name));
  const others = keys.filter((name) => name !== key);
  const alone = !hidden.includes(key) && others.every((name) => hidden.includes(name));
  return alone ? absent : [...absent, ...others];
}

/** `key` changes between hidden and shown; the last one shown cannot be hidden. */
export function toggleSeries(
  keys: readonly string[],
  hidden: readonly string[],
  key: string,
): string[] {
  if (hidden.includes(key)) return hidden.filter((name) => name !== key);
  const next = [...hidden, key];
  return keys.every((name) => next.includes(name)) ? [...hidden] : next;
}
