import { useState } from 'react';
import { Popover } from '../../ui/Popover.tsx';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './DemoBadge.module.css';

const VARIABLES = ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET'];

export function DemoBadge() {
  const [isOpen, setIsOpen] = useState(false);
  const { t } = useTranslator();
  return (
    <Popover
      label={t('demo.title')}
      open={isOpen}
      onOpenChange={setIsOpen}
      className={styles.popup}
      trigger={
        <button type="button" className={styles.badge}>
          <span className={styles.pill}>{t('demo.badge')}</span>
        </button>
      }
    >
      <h2 className={styles.title}>{t('demo.title')}</h2>
      <p className={styles.why}>{t('demo.why')}</p>
      <ul className={styles.variables}>
        {VARIABLES.map((variable) => (
          <li key={variable}>
            <code className={styles.variable}>{variable}</code>
          </li>
        ))}
      </ul>
    </Popover>
  );
}
