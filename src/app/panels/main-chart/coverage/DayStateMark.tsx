import styles from './DayStateMark.module.css';
import type { DayState } from './summarize-days.ts';

const SYMBOLS: Readonly<Partial<Record<DayState, string>>> = {
  failed: '!',
  partly: '!',
  stale: '↺',
  gone: '–',
};

export function DayStateMark({ state }: { state: DayState }) {
  return (
    <span className={styles.mark} data-state={state} aria-hidden="true">
      {SYMBOLS[state]}
    </span>
  );
}
