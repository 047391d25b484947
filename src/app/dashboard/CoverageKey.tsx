import { useWords } from '../words/words.ts';
import styles from './CoverageStrip.module.css';
import { DayMark } from './DayMark.tsx';

interface LineSampleProps {
  dash: string;
  opacity?: number;
  color?: string;
  hollow?: boolean;
}

/** A piece of line as the chart draws it. */
function LineSample({ dash, opacity = 1, color = 'var(--series-all)', hollow }: LineSampleProps) {
  return (
    <svg className={styles.line} width={26} height={12} aria-hidden="true">
      <path d="M1 6H20" stroke={color} strokeWidth={1.6} strokeDasharray={dash} opacity={opacity} />
      {hollow && <circle cx={21.5} cy={6} r={3} fill="var(--surface)" stroke={color} />}
    </svg>
  );
}

const ENTRIES = [
  ['in', 'coverage.keyIn'],
  ['provisional', 'coverage.keyProvisional'],
  ['loading', 'coverage.keyLoading'],
  ['failed', 'coverage.keyFailed'],
  ['partly', 'coverage.keyPartly'],
  ['stale', 'coverage.keyStale'],
  ['gone', 'coverage.keyGone'],
] as const;

export interface CoverageKeyProps {
  /** What the chart's lines are compared with, such as `week before`; undefined where they are not. */
  what: string | undefined;
}

/** What the marks of the chart and of the strip below it mean. */
export function CoverageKey({ what }: CoverageKeyProps) {
  const { t } = useWords();
  return (
    <ul className={styles.key}>
      {what !== undefined && (
        <li>
          <LineSample dash="3 3" opacity={0.5} />
          {t('key.compared', { what })}
        </li>
      )}
      <li>
        <LineSample dash="3 3.5" opacity={0.75} hollow />
        {t('key.provisional')}
      </li>
      <li>
        <LineSample dash="2 4" color="var(--bad)" />
        {t('key.goal')}
      </li>
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
