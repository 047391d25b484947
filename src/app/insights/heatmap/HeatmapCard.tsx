// Days by hours of the main metric: when it hurts.
import { useMemo, useState } from 'react';
import type { Metric } from '../../../contract/domain/metrics.ts';
import type { Span } from '../../../contract/domain/time.ts';
import { buildHeatmap, locateHeatCell } from '../../../anomaly/heatmap.ts';
import type { HeatCell, Heatmap } from '../../../anomaly/heatmap.ts';
import { BucketState, sliceSeries } from '../../../series/series.ts';
import type { Series } from '../../../series/series.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import { HeatCard } from './HeatmapFrame.tsx';
import { HeatGrid } from './HeatmapGrid.tsx';
import styles from './HeatmapCard.module.css';
import { cellAt, tintAt } from './heatmap-cells.ts';
import type { CellPosition } from './heatmap-cells.ts';

export interface HeatMapPanelProps {
  series: Series;
  metric: Metric;
  goal: number;
  zone: string;
  /** What is in sight of the charts. */
  span: Span;
  onZoom: (span: Span) => void;
}

/** The map in its card, and below it the five-minute values of the hour that is pointed at. */
export function HeatMapPanel(props: HeatMapPanelProps) {
  const { series, metric, goal, zone, span, onZoom } = props;
  const map = useMemo(() => buildHeatmap(series, metric, zone), [series, metric, zone]);
  const [place, setPlace] = useState<CellPosition>();
  const at = place && cellAt(map, place);
  return (
    <HeatCard metric={metric} goal={goal}>
      <div className={styles.scroll}>
        <HeatGrid
          map={map}
          metric={metric}
          goal={goal}
          begin={span.begin}
          end={span.end}
          onPlace={setPlace}
          onZoom={onZoom}
        />
      </div>
      <Scale map={map} metric={metric} goal={goal} />
      <Detail {...props} map={map} cell={at} isSkipped={place !== undefined && !at} />
    </HeatCard>
  );
}

/** The one scale of the map, with the goal in it. */
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

/** The hour that is pointed at: its figures, and its values one by one. */
function Detail(
  props: HeatMapPanelProps & { map: Heatmap; cell: HeatCell | undefined; isSkipped: boolean },
) {
  const { series, metric, goal, map, cell } = props;
  const { t } = useTranslator();
  const format = useFormat();
  if (!cell) {
    return <p className={styles.detail}>{t(props.isSkipped ? 'heat.skipped' : 'heat.hint')}</p>;
  }
  const hour = format.span(cell);
  const own = sliceSeries(series, cell);
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
        {Array.from(own.values, (value, i) => {
          const begin = own.begin + i * own.step;
          const isThere = own.states[i] === BucketState.Settled;
          return (
            <li
              key={begin}
              title={`${format.time(begin)} ${isThere ? format.valueWithUnit(metric, value) : ''}`}
              style={{
                background: isThere ? tintAt(locateHeatCell(map, metric, goal, value)) : undefined,
              }}
            >
              <span className="visually-hidden">
                {isThere ? format.valueWithUnit(metric, value) : t('legend.none')}
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
