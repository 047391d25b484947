import { Button } from '../Button.tsx';
import { Card } from '../Card.tsx';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './BrokenPanel.module.css';
import { CopyButton } from '../CopyButton.tsx';
import type { CopyText } from '../CopyButton.tsx';

export interface BrokenPanelProps {
  name: string;
  error: unknown;
  onReload: () => void;
  copyText?: CopyText | undefined;
}

export function BrokenPanel({ name, error, onReload, copyText }: BrokenPanelProps) {
  const { t } = useTranslator();
  return (
    <Card role="alert" className={styles.panel}>
      <h2>{t('broken.title', { name })}</h2>
      <p>{t('broken.advice')}</p>
      <div className={styles.actions}>
        <Button onClick={onReload}>{t('broken.reload')}</Button>
        <CopyButton text={formatError(error)} label={t('copy.details')} copyText={copyText} />
      </div>
    </Card>
  );
}

function formatError(error: unknown): string {
  return error instanceof Error
    ? (error.stack ?? `${error.name}: ${error.message}`)
    : String(error);
}
