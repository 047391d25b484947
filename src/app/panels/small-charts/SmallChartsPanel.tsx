import { useId } from 'react';
import type { ReactNode } from 'react';
import { Card } from '../../ui/Card.tsx';
import { PanelTitle } from '../../ui/PanelTitle.tsx';
import { useTranslator } from '../../i18n/use-translator.ts';
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
  const { t } = useTranslator();
  const id = useId();
  return (
    <Card aria-labelledby={id} className={styles.panel} data-bare={bare || undefined}>
      <div className={styles.head}>
        <PanelTitle id={id} title={title} hidden={bare} sub={bare ? undefined : t('small.sub')} />
        {tools}
      </div>
      <div className={styles.charts}>{children}</div>
    </Card>
  );
}
