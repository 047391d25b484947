import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './GoalMark.module.css';

const LABELS = {
  met: 'card.goalMet',
  missed: 'card.goalMissed',
  unknown: 'card.goalUnknown',
  failed: 'card.goalFailed',
} as const;

export function GoalMark({ state }: { state: keyof typeof LABELS }) {
  const { t } = useTranslator();
  const label = t(LABELS[state]);
  return (
    <span className={styles.mark} data-state={state} title={label}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        {state === 'met' && <circle cx="6" cy="6" r="5" fill="currentColor" />}
        {state === 'missed' && <path d="M6 .8 11.6 11H.4Z" fill="currentColor" />}
        {state === 'unknown' && (
          <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" />
        )}
        {state === 'failed' && (
          <path d="m2 2 8 8M10 2 2 10" stroke="currentColor" strokeWidth="2" fill="none" />
        )}
      </svg>
      <span className="visually-hidden">{label}</span>
    </span>
  );
}
