import { usePageServices } from '../../contexts/services-context.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './PrintHeader.module.css';
import { SubjectLine } from './SubjectLine.tsx';

/** Replaces the header on paper. */
export function PrintHeader() {
  const { isDemo } = usePageServices();
  const { t } = useTranslator();
  return (
    <div className={styles.header}>
      <SubjectLine />
      <p>{t(isDemo ? 'export.sourceDemo' : 'export.source')}</p>
    </div>
  );
}
