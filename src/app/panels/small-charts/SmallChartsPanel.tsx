import { useId } from 'react';
import type { ReactNode } from 'react';
import { Card } from '../../ui/Card.tsx';
import { PanelTitle } from '../../ui/PanelTitle.tsx';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './SmallChartsPanel.module.css';

export interface SmallChartsPanelProps {
  title: string;
  tools: ReactNode;
  isFramed?: boolean | undefined;
  children: ReactNode;
}

export function SmallChartsPanel({ title, tools, isFramed, children }: SmallChartsPanelProps) {
  const { t } = useTranslator();
  const id = useId();
  return (
    <Card aria-labelledby={id} className={styles.panel} data-bare={isFramed || undefined}>
      <div className={styles.head}>
        <PanelTitle
          id={id}
          title={title}
          hidden={isFramed}
          sub={isFramed ? undefined : t('small.sub')}
        />
        {tools}
      </div>
      <div className={styles.charts}>{children}</div>
    </Card>
  );
}
