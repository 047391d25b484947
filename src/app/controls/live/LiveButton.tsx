import { Button } from '../../ui/Button.tsx';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './LiveButton.module.css';

export interface LiveButtonProps {
  isLive: boolean;
  /** The range ends in the past, so that it never updates. */
  isFrozen: boolean;
  /** An update is held while the pointer is over a chart. */
  isUpdatePending: boolean;
  onLive: (live: boolean) => void;
}

export function LiveButton(props: LiveButtonProps) {
  const { isLive, isFrozen, isUpdatePending, onLive } = props;
  const { t } = useTranslator();
  const state = isFrozen ? 'frozen' : !isLive ? 'off' : isUpdatePending ? 'held' : 'on';
  return (
    <Button
      className={styles.button}
      data-state={state}
      aria-pressed={isLive && !isFrozen}
      aria-disabled={isFrozen || undefined}
      title={t(`live.${state}Title`)}
      onClick={() => !isFrozen && onLive(!isLive)}
    >
      <span className={styles.dot} aria-hidden="true" />
      <span className={styles.word}>{t(`live.${state}`)}</span>
    </Button>
  );
}
