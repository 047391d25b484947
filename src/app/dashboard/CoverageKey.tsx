import { useWords } from '../words/words.ts';
import styles from './CoverageStrip.module.css';
import { DayMark } from './DayMark.tsx';

const ENTRIES = [
  ['in', 'coverage.keyIn'],
  ['provisional', 'coverage.keyProvisional'],
  ['loading', 'coverage.keyLoading'],
  ['failed', 'coverage.keyFailed'],
  ['stale', 'coverage.keyStale'],
  ['gone', 'coverage.keyGone'],
] as const;

/** What the marks of the coverage strip mean. */
export function CoverageKey() {
  const { t } = useWords();
  return (
    <ul className={styles.key}>
      {ENTRIES.map(([state, words]) => (
        <li key={state}>
          <span className={styles.sample}>
            <DayMark state={state} />
          </span>
          {t(words)}
        </li>
      ))}
    </ul>
  );
}
