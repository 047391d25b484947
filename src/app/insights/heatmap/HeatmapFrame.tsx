import { useId } from 'react';
import type { Metric } from '../../../contract/domain/metrics.ts';
import { Card } from '../../ui/Card.tsx';
import type { CardProps } from '../../ui/Card.tsx';
import { PanelTitle } from '../../ui/PanelTitle.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';

export interface HeatmapFrameProps extends CardProps {
  metric: Metric;
  /** In the metric's unit. */
  goal: number;
}

export function HeatmapFrame({ metric, goal, children, ...rest }: HeatmapFrameProps) {
  const { t } = useTranslator();
  const format = useFormat();
  const id = useId();
  const values = { metric: t(`metric.${metric}`), goal: format.goal(metric, goal) };
  return (
    <Card {...rest} aria-labelledby={id}>
      <PanelTitle id={id} title={t('heat.title')} sub={t('heat.sub', values)} />
      {children}
    </Card>
  );
}
