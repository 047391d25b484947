import { RefreshCw } from 'lucide-react';
import { IconButton } from '../ui/IconButton.tsx';
import { joinClasses } from '../ui/join-classes.ts';
import { useWords } from '../words/words.ts';
import styles from './RefreshButton.module.css';

export interface RefreshButtonProps {
  onRefresh: () => void;
  fetching: boolean;
  /** Why it does not refresh by itself now, as a sentence. */
  pausedReason?: string | undefined;
}

/** Fetches what may have changed. Turns while it does. */
export function RefreshButton({ onRefresh, fetching, pausedReason }: RefreshButtonProps) {
  const { t } = useWords();
  const paused = pausedReason !== undefined && !fetching;
  const label = paused ? t('refresh.paused', { reason: pausedReason }) : t('refresh.now');
  return (
    <>
      <IconButton
        label={label}
        className={joinClasses(styles.button, paused && styles.paused)}
        aria-busy={fetching || undefined}
        onClick={onRefresh}
      >
        <RefreshCw size={16} aria-hidden className={fetching ? styles.turning : undefined} />
      </IconButton>
      <output className="visually-hidden">{fetching ? t('refresh.busy') : ''}</output>
    </>
  );
}
