import { useId } from 'react';
import type { ReactNode } from 'react';
import { Card } from '../ui/Card.tsx';
import { useWords } from '../words/words.ts';
import styles from './SmallChartsPanel.module.css';

export interface SmallChartsPanelProps {
  title: string;
  tools: ReactNode;
  /** As high as its place, and without a word too many: for a wall screen. */
  bare?: boolean | undefined;
  /** A section with a heading each. */
  children: ReactNode;
}

/** The frame of the small charts. */
export function SmallChartsPanel({ title, tools, bare, children }: SmallChartsPanelProps) {
  const { t } = useWords();
  const id = useId();
  return (
    <Card aria-labelledby={id} className={styles.panel} data-bare={bare || undefined}>
      <div className={styles.head}>
        <div className={styles.title}>
          <h2 id={id} className={bare ? 'visually-hidden' : undefined}>
            {title}
          </h2>
          {!bare && <span className={styles.sub}>{t('small.sub')}</span>}
        </div>
        {tools}
      </div>
      <div className={styles.charts}>{children}</div>
    </Card>
  );
}
