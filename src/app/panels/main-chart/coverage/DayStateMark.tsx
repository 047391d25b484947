import styles from './DayStateMark.module.css';
import type { DayState } from './summarize-days.ts';

/** Signs that need no colour; `in` and `loading` tell themselves apart by their fill. */
const SIGNS: Readonly<Partial<Record<DayState, string>>> = {
  failed: '!',
  partly: '!',
  stale: '↺',
  gone: '–',
};

/** The mark of a day's state: a fill or pattern each, and a sign where something is missing. */
export function DayStateMark({ state }: { state: DayState }) {
  return (
    <span className={styles.mark} data-state={state} aria-hidden="true">
      {SIGNS[state]}
    </span>
  );
}
