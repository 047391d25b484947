// Charts of the other metrics, or of each segment of the main one.
import { memo } from 'react';
import { METRICS } from '../../../contract/domain/metrics.ts';
import { PANELS } from '../../../view/view.ts';
import { useData } from '../../contexts/data-context.ts';
import { useView } from '../../contexts/view-context.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import { nameSegment } from '../../model/use-chart-lines.ts';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { SmallChart } from './SmallChart.tsx';
import { SmallChartsPanel } from './SmallChartsPanel.tsx';

export const SmallCharts = memo(function SmallCharts() {
  const { requestedView, setView } = useView();
  const { displayedView } = useData();
  const { t } = useTranslator();
  const isFramed = requestedView.viewMode !== undefined;
  const isBySegment = requestedView.panels === 'segments';
  return (
    <SmallChartsPanel
      title={
        isBySegment
          ? t('small.title.segments', { metric: t(`metric.${displayedView.metric}`) })
          : t('small.title.metrics')
      }
      isFramed={isFramed}
      tools={
        !isFramed && (
          <SegmentedControl
            label={t('small.show')}
            hideLabel
            value={requestedView.panels}
            options={PANELS.map((panels) => ({ value: panels, label: t(`small.${panels}`) }))}
            onChange={(panels) => setView({ ...requestedView, panels }, 'push')}
          />
        )
      }
    >
      {isBySegment ? <ChartsBySegment /> : <ChartsByMetric />}
    </SmallChartsPanel>
  );
});

function ChartsByMetric() {
  const { requestedView, setView } = useView();
  const { displayedView, displayed } = useData();
  const { t } = useTranslator();
  const metrics = METRICS.filter((metric) => metric !== displayedView.metric);
  const lines = displayed.lines[displayedView.metric];
  if (lines.length > 0 && lines.every(({ segment }) => requestedView.hidden.includes(segment.key)))
    return <p>{t('plot.allHidden')}</p>;
  return metrics.map((metric, i) => (
    <SmallChart
      key={metric}
      metric={metric}
      name={t(`metric.${metric}`)}
      isLast={i === metrics.length - 1}
      onFocus={
        requestedView.viewMode === undefined
          ? () => setView({ ...requestedView, metric }, 'push')
          : undefined
      }
    />
  ));
}

function ChartsBySegment() {
  const { displayedView, displayed, nameApp } = useData();
  const translator = useTranslator();
  const { metric, apps } = displayedView;
  const lines = displayed.lines[metric];
  if (lines.length < 2) return <p>{translator.t('small.noSplit')}</p>;
  const appNames = apps.map(nameApp);
  return lines.map(({ segment }, i) => (
    <SmallChart
      key={segment.key}
      metric={metric}
      only={segment.key}
      name={nameSegment(segment, apps, appNames, translator)}
      isLast={i === lines.length - 1}
    />
  ));
}
