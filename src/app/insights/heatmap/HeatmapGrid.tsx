import { memo, useState } from 'react';
import type { KeyboardEvent, SyntheticEvent } from 'react';
import type { Metric } from '../../../contract/domain/metrics.ts';
import type { EpochMs, Span } from '../../../contract/domain/time.ts';
import { locateHeatCell } from '../../../anomaly/heatmap.ts';
import type { HeatCell, Heatmap } from '../../../anomaly/heatmap.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './HeatmapCard.module.css';
import { cellAt, lastPosition, movePosition, tintAt } from './heatmap-cells.ts';
import type { CellPosition } from './heatmap-cells.ts';

export interface HeatmapGridProps {
  map: Heatmap;
  metric: Metric;
  goal: number;
  begin: EpochMs;
  end: EpochMs;
  onPosition: (position: CellPosition | undefined) => void;
  onZoom: (span: Span) => void;
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

const HOURS_PER_LABEL = 3;

const MAX_TALL_ROWS = 10;

// Memoized: pointing at a cell must not render up to 744 others. The grid is one tab stop.
export const HeatmapGrid = memo(function HeatGrid(props: HeatmapGridProps) {
  const { map, metric, goal, begin, end, onPosition, onZoom } = props;
  const { t } = useTranslator();
  const format = useFormat();
  const [tabStop, setTabStop] = useState<CellPosition>(() => lastPosition(map));
  const zoomTo = (position: CellPosition | undefined) => {
    const cell = position && cellAt(map, position);
    if (cell) onZoom({ begin: cell.begin, end: cell.end });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = movePosition(tabStop, event.key, map);
    if (!next) return;
    focusCell(event.currentTarget, next);
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <table
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table of buttons with one tab stop is a grid
      role="grid"
      className={styles.map}
      aria-label={t('heat.table', { metric: t(`metric.${metric}`) })}
      data-dense={map.days.length > MAX_TALL_ROWS || undefined}
      onMouseOver={(event) => onPosition(findPosition(event))}
      onMouseLeave={() => onPosition(undefined)}
      onFocus={(event) => {
        const position = findPosition(event);
        if (position) setTabStop(position);
        onPosition(position);
      }}
      onBlur={() => onPosition(undefined)}
      onClick={(event) => zoomTo(findPosition(event))}
      onKeyDown={onKeyDown}
    >
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t('heat.day')}</span>
          </th>
          {HOURS.filter((hour) => hour % HOURS_PER_LABEL === 0).map((hour) => (
            <th key={hour} scope="colgroup" colSpan={HOURS_PER_LABEL}>
              {String(hour).padStart(2, '0')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {map.days.map((day, row) => (
          <tr key={day.at}>
            <th scope="row">{format.day(day.at)}</th>
            {HOURS.map((hour) => {
              const cell = day.hours[hour];
              if (!cell) {
                return (
                  <td key={hour}>
                    <span className="visually-hidden">–</span>
                  </td>
                );
              }
              return (
                <Cell
                  key={hour}
                  map={map}
                  cell={cell}
                  metric={metric}
                  goal={goal}
                  isOutside={cell.end <= begin || cell.begin >= end}
                  isTabStop={tabStop.day === row && tabStop.hour === hour}
                />
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
});

interface CellProps {
  map: Heatmap;
  cell: HeatCell;
  metric: Metric;
  goal: number;
  /** Outside of the visible span of the charts. */
  isOutside: boolean;
  isTabStop: boolean;
}

const Cell = memo(function Cell({ map, cell, metric, goal, isOutside, isTabStop }: CellProps) {
  const { t } = useTranslator();
  const format = useFormat();
  const hour = format.span(cell);
  const { mean } = cell;
  return (
    <td data-outside={isOutside || undefined}>
      <button
        type="button"
        tabIndex={isTabStop ? 0 : -1}
        aria-label={
          mean === null
            ? t('heat.noData', { hour })
            : t('heat.cell', { hour, value: format.valueWithUnit(metric, mean) })
        }
        style={
          mean === null
            ? undefined
            : { background: tintAt(locateHeatCell(map, metric, goal, mean)) }
        }
        data-empty={mean === null || undefined}
      />
    </td>
  );
});

function findPosition({ target }: SyntheticEvent): CellPosition | undefined {
  const cell = target instanceof Element ? target.closest('td') : null;
  const row = cell?.parentElement;
  if (!cell || !(row instanceof HTMLTableRowElement)) return undefined;
  return { day: row.sectionRowIndex, hour: cell.cellIndex - 1 };
}

function focusCell(table: Element, { day, hour }: CellPosition): void {
  const cell = table.querySelectorAll('tbody tr')[day]?.querySelectorAll('td')[hour];
  cell?.querySelector('button')?.focus();
}
