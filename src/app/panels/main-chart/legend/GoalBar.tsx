import { useFormat } from '../../../i18n/use-format.ts';
import { useTranslator } from '../../../i18n/use-translator.ts';
import styles from './GoalBar.module.css';

/** Minimum shares; lower ones are poor. */
const GOOD = 0.9;
const FAIR = 0.75;

export interface GoalBarProps {
  /** 0 to 1. */
  share: number;
  title: string;
}

export function GoalBar({ share, title }: GoalBarProps) {
  const { t } = useTranslator();
  const format = useFormat();
  const level = share >= GOOD ? 'good' : share >= FAIR ? 'fair' : 'poor';
  return (
    <span className={styles.box} data-level={level} title={title}>
      <span className={styles.bar} aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </span>
      <span className={styles.share}>{format.share(share)}</span>
      <span className="visually-hidden">{t(`legend.${level}`)}</span>
    </span>
  );
}
