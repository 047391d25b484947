import { RefreshCw } from 'lucide-react';
import { IconButton } from '../../ui/IconButton.tsx';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './RefreshButton.module.css';

export interface RefreshButtonProps {
  onRefresh: () => void;
  isFetching: boolean;
}

export function RefreshButton({ onRefresh, isFetching }: RefreshButtonProps) {
  const { t } = useTranslator();
  return (
    <>
      <IconButton label={t('refresh.now')} aria-busy={isFetching || undefined} onClick={onRefresh}>
        <RefreshCw size={16} aria-hidden className={isFetching ? styles.turning : undefined} />
      </IconButton>
      <output className="visually-hidden">{isFetching ? t('refresh.busy') : ''}</output>
    </>
  );
}
