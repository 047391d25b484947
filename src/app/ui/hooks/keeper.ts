export interface Keeper<T> {
  keep(value: T): void;
  /** What was kept last; `value` when nothing was yet. */
  or(value: T): T;
}

/**
 * What a component remembers from render to render, kept after each in an effect: a state set in a
 * render would render all of the component a second time.
 */
export function createKeeper<T>(): Keeper<T> {
  let kept: { value: T } | undefined;
  return {
    keep: (value) => void (kept = { value }),
    or: (value) => (kept ? kept.value : value),
  };
}
