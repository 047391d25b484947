import styles from './DayStateMark.module.css';
import type { DayState } from './summarize-days.ts';

/** The other states differ by fill or pattern. */
const SYMBOLS: Readonly<Partial<Record<DayState, string>>> = {
  failed: '!',
  partly: '!',
  stale: '↺',
  gone: '–',
};

/** Marks a day's state by fill, pattern and, for missing data, a symbol. */
export function DayStateMark({ state }: { state: DayState }) {
  return (
    <span className={styles.mark} data-state={state} aria-hidden="true">
      {SYMBOLS[state]}
    </span>
  );
}
