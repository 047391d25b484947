import { Button } from '../../ui/Button.tsx';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './LiveButton.module.css';

export interface LiveButtonProps {
  live: boolean;
  /** The range does not end now: there is nothing to follow. */
  frozen: boolean;
  /** New data is due, and waits for who points at a chart. */
  waits: boolean;
  onLive: (live: boolean) => void;
}

/** Whether the page follows the clock. */
export function LiveButton({ live, frozen, waits, onLive }: LiveButtonProps) {
  const { t } = useTranslator();
  const state = frozen ? 'frozen' : !live ? 'off' : waits ? 'held' : 'on';
  return (
    <Button
      className={styles.button}
      data-state={state}
      aria-pressed={live && !frozen}
      aria-disabled={frozen || undefined}
      title={t(`live.${state}Title`)}
      onClick={() => !frozen && onLive(!live)}
    >
      <span className={styles.dot} aria-hidden="true" />
      <span className={styles.word}>{t(`live.${state}`)}</span>
    </Button>
  );
}
