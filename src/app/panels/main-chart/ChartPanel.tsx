import { useId } from 'react';
import type { ReactNode } from 'react';
import { METRIC_FACTS } from '../../../contract/domain/metrics.ts';
import type { Metric } from '../../../contract/domain/metrics.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { PanelTitle } from '../../ui/PanelTitle.tsx';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './ChartPanel.module.css';
import { GoalEditor } from './GoalEditor.tsx';

export interface ChartPanelProps {
  metric: Metric;
  points: number;
  /** In the metric's unit. */
  goal: number;
  defaultGoal: number;
  onGoalChange: (goal: number | null) => void;
  fromZero: boolean;
  onFromZeroChange: (fromZero: boolean) => void;
  isRefreshing?: boolean | undefined;
  chart: ReactNode;
  footer?: ReactNode;
  menu?: ReactNode;
  isFramed?: boolean | undefined;
  children?: ReactNode;
}

export function ChartPanel(props: ChartPanelProps) {
  const { metric, points, goal, defaultGoal, fromZero, isRefreshing = false } = props;
  const { t } = useTranslator();
  const id = useId();
  const { unit, better } = METRIC_FACTS[metric];
  return (
    <Card aria-labelledby={id} className={styles.panel} data-bare={props.isFramed || undefined}>
      <div className={styles.head}>
        <PanelTitle
          id={id}
          title={t(`metric.${metric}`)}
          sub={t('panel.sub', {
            unit: t(`unit.${unit}`),
            better: t(`better.${better}`),
            n: points,
          })}
        />
        {!props.isFramed && (
          <div className={styles.tools}>
            {props.children}
            <div className={styles.options}>
              <Button
                aria-pressed={fromZero}
                title={t('panel.fromZeroTitle')}
                className={styles.option}
                onClick={() => props.onFromZeroChange(!fromZero)}
              >
                {t('panel.fromZero')}
              </Button>
              <GoalEditor
                metric={metric}
                goal={goal}
                defaultGoal={defaultGoal}
                onGoalChange={props.onGoalChange}
              />
              {props.menu}
            </div>
          </div>
        )}
      </div>
      <div className={styles.chart} aria-busy={isRefreshing}>
        {props.chart}
        {isRefreshing && <span className={styles.busy}>{t('panel.refreshing')}</span>}
      </div>
      {props.footer}
    </Card>
  );
}
