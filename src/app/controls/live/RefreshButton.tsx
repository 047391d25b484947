import { RefreshCw } from 'lucide-react';
import { IconButton } from '../../ui/IconButton.tsx';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './RefreshButton.module.css';

export interface RefreshButtonProps {
  onRefresh: () => void;
  fetching: boolean;
}

/** Fetches what may have changed. Turns while it does. */
export function RefreshButton({ onRefresh, fetching }: RefreshButtonProps) {
  const { t } = useTranslator();
  return (
    <>
      <IconButton label={t('refresh.now')} aria-busy={fetching || undefined} onClick={onRefresh}>
        <RefreshCw size={16} aria-hidden className={fetching ? styles.turning : undefined} />
      </IconButton>
      <output className="visually-hidden">{fetching ? t('refresh.busy') : ''}</output>
    </>
  );
}
