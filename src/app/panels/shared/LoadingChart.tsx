import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './LoadingChart.module.css';
import skeleton from './skeleton.module.css';

const GRID_LINES = [0, 1, 2, 3, 4];

export function LoadingChart() {
  const { t } = useTranslator();
  return (
    <div className={styles.loading}>
      <output className="visually-hidden">{t('state.loading')}</output>
      {GRID_LINES.map((line) => (
        <span key={line} className={styles.gridLine} aria-hidden="true">
          <span className={skeleton.skeleton} />
        </span>
      ))}
    </div>
  );
}
