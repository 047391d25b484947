import { OverviewBrush } from '../../../chart/overview/OverviewBrush.tsx';
import { useChartSync } from '../../contexts/chart-sync-context.ts';
import { useData } from '../../contexts/data-context.ts';
import { useView } from '../../contexts/view-context.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import { Button } from '../../ui/Button.tsx';
import { lazyChart } from '../shared/lazy-chart.tsx';
import type { ChartModel } from '../shared/use-chart-model.ts';
import styles from './MainChart.module.css';
import { ZoomBar } from './ZoomBar.tsx';

/** Height in pixels, axes included. */
const CHART_HEIGHT = 330;

/** The chart; outside of frames with overview and zoom controls. */
export function MainPlot({ model }: { model: ChartModel }) {
  const { requestedView, setView } = useView();
  const { displayed } = useData();
  const { zoom } = useChartSync();
  const { t } = useTranslator();
  const format = useFormat();
  const isFramed = requestedView.viewMode !== undefined;
  const { lines, metric, span } = model.content;
  const range = displayed.range.span;
  const isZoomed = span.begin !== range.begin || span.end !== range.end;
  const [reference] = lines;
  return (
    <>
      <lazyChart.Component
        {...model.chartProps}
        height={isFramed ? 'fill' : CHART_HEIGHT}
        isMain
        label={t(`metric.${metric}`)}
        description={model.describe()}
      />
      {!isFramed && reference && (
        <OverviewBrush
          series={reference.series}
          color={reference.color}
          metric={metric}
          range={range}
          zoom={isZoomed ? span : undefined}
          onChange={zoom.onBrush}
          formatTime={format.dayTime}
          labels={{
            overview: t('zoom.overview'),
            begin: t('zoom.begin'),
            end: t('zoom.end'),
          }}
        />
      )}
      {lines.length > 0 && lines.every((line) => line.hidden) && (
        <p className={styles.hidden}>
          {t('plot.allHidden')}
          <Button onClick={() => setView({ ...requestedView, hidden: [] }, 'push')}>
            {t('plot.showAll')}
          </Button>
        </p>
      )}
      {isZoomed && !isFramed && <ZoomBar span={span} range={range} zoom={zoom} />}
    </>
  );
}
