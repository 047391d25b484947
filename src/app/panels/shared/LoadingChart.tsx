import { useTranslator } from '../../i18n/use-translator.ts';
import styles from '../main-chart/PageState.module.css';
import parts from './skeleton.module.css';

const GRID_LINES = [0, 1, 2, 3, 4];

/** The shape of a chart while its first data is on the way. */
export function LoadingChart() {
  const { t } = useTranslator();
  return (
    <div className={styles.loading}>
      <output className="visually-hidden">{t('state.loading')}</output>
      {GRID_LINES.map((line) => (
        <span key={line} className={styles.gridLine} aria-hidden="true">
          <span className={parts.skeleton} />
        </span>
      ))}
    </div>
  );
}
