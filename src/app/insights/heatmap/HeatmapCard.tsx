import { useMemo, useState } from 'react';
import type { Metric } from '../../../contract/domain/metrics.ts';
import type { Span } from '../../../contract/domain/time.ts';
import { buildHeatmap, locateHeatCell } from '../../../anomaly/heatmap.ts';
import type { HeatCell, Heatmap } from '../../../anomaly/heatmap.ts';
import { BucketState, sliceSeries } from '../../../series/series.ts';
import type { Series } from '../../../series/series.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import { HeatmapFrame } from './HeatmapFrame.tsx';
import { HeatmapGrid } from './HeatmapGrid.tsx';
import styles from './HeatmapCard.module.css';
import { cellAt, tintAt } from './heatmap-cells.ts';
import type { CellPosition } from './heatmap-cells.ts';

export interface HeatmapCardProps {
  series: Series;
  metric: Metric;
  goal: number;
  zone: string;
  /** The visible span of the charts. */
  span: Span;
  onZoom: (span: Span) => void;
}

export function HeatmapCard(props: HeatmapCardProps) {
  const { series, metric, goal, zone, span, onZoom } = props;
  const map = useMemo(() => buildHeatmap(series, metric, zone), [series, metric, zone]);
  const [position, setPosition] = useState<CellPosition>();
  const cell = position && cellAt(map, position);
  return (
    <HeatmapFrame metric={metric} goal={goal}>
      <div className={styles.scroll}>
        <HeatmapGrid
          map={map}
          metric={metric}
          goal={goal}
          begin={span.begin}
          end={span.end}
          onPosition={setPosition}
          onZoom={onZoom}
        />
      </div>
      <Scale map={map} metric={metric} goal={goal} />
      <Detail {...props} map={map} cell={cell} isSkipped={position !== undefined && !cell} />
    </HeatmapFrame>
  );
}

function Scale({ map, metric, goal }: { map: Heatmap; metric: Metric; goal: number }) {
  const { t } = useTranslator();
  const format = useFormat();
  if (map.best === undefined || map.worst === undefined) return null;
  const worst = locateHeatCell(map, metric, goal, map.worst);
  const steps = Array.from({ length: 12 }, (_, i) => (i / 11) * Math.max(1, worst));
  return (
    <div className={styles.scale} aria-hidden="true">
      <span>{t('heat.best', { value: format.valueWithUnit(metric, map.best) })}</span>
      <span className={styles.steps}>
        {steps.map((step) => (
          <i key={step} style={{ background: tintAt(step) }} />
        ))}
      </span>
      <span>
        {worst > 1
          ? t('heat.worst', { value: format.valueWithUnit(metric, map.worst) })
          : t('heat.goal', { value: format.goal(metric, goal) })}
      </span>
    </div>
  );
}

interface DetailProps extends HeatmapCardProps {
  map: Heatmap;
  cell: HeatCell | undefined;
  /** A clock change skips the hour. */
  isSkipped: boolean;
}

function Detail(props: DetailProps) {
  const { series, metric, goal, map, cell } = props;
  const { t } = useTranslator();
  const format = useFormat();
  if (!cell) {
    return <p className={styles.detail}>{t(props.isSkipped ? 'heat.skipped' : 'heat.hint')}</p>;
  }
  const hour = format.span(cell);
  const hourSeries = sliceSeries(series, cell);
  return (
    <div className={styles.detail}>
      <span aria-live="polite">
        {cell.mean === null || cell.worst === null
          ? t('heat.noData', { hour })
          : t('heat.detail', {
              hour,
              value: format.valueWithUnit(metric, cell.mean),
              worst: format.valueWithUnit(metric, cell.worst),
              n: cell.present,
            })}
      </span>
      <ol className={styles.values} aria-label={t('heat.fiveMinutes', { hour })}>
        {Array.from(hourSeries.values, (value, i) => {
          const begin = hourSeries.begin + i * hourSeries.step;
          const isSettled = hourSeries.states[i] === BucketState.Settled;
          return (
            <li
              key={begin}
              title={`${format.time(begin)} ${isSettled ? format.valueWithUnit(metric, value) : ''}`}
              style={{
                background: isSettled
                  ? tintAt(locateHeatCell(map, metric, goal, value))
                  : undefined,
              }}
            >
              <span className="visually-hidden">
                {isSettled ? format.valueWithUnit(metric, value) : t('legend.none')}
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
