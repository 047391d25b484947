// The cells of the heat map: one stop of the Tab key, arrows move within.
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

export interface HeatGridProps {
  map: Heatmap;
  metric: Metric;
  goal: number;
  /** What is in sight of the charts. */
  begin: EpochMs;
  end: EpochMs;
  /** Where somebody points, or undefined. */
  onPlace: (place: CellPosition | undefined) => void;
  onZoom: (span: Span) => void;
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** Every so many hours have one label: there is no room for more. */
const LABEL_EACH = 3;

/** From so many days on rows are lower. */
const DENSE_FROM = 10;

/** The grid; memoized, since a month has 744 cells and pointing at one must not draw the others anew. */
export const HeatGrid = memo(function HeatGrid(props: HeatGridProps) {
  const { map, metric, goal, begin, end, onPlace, onZoom } = props;
  const { t } = useTranslator();
  const format = useFormat();
  const [key, setKey] = useState<CellPosition>(() => lastPosition(map));
  const zoomTo = (place: CellPosition | undefined) => {
    const cell = place && cellAt(map, place);
    if (cell) onZoom({ begin: cell.begin, end: cell.end });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = movePosition(key, event.key, map);
    if (!next) return;
    focusPlace(event.currentTarget, next);
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <table
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table of buttons that are one stop of the Tab key is a grid
      role="grid"
      className={styles.map}
      aria-label={t('heat.table', { metric: t(`metric.${metric}`) })}
      data-dense={map.days.length > DENSE_FROM || undefined}
      onMouseOver={(event) => onPlace(readPlace(event))}
      onMouseLeave={() => onPlace(undefined)}
      onFocus={(event) => {
        const place = readPlace(event);
        if (place) setKey(place);
        onPlace(place);
      }}
      onBlur={() => onPlace(undefined)}
      onClick={(event) => zoomTo(readPlace(event))}
      onKeyDown={onKeyDown}
    >
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t('heat.day')}</span>
          </th>
          {HOURS.filter((hour) => hour % LABEL_EACH === 0).map((hour) => (
            <th key={hour} scope="colgroup" colSpan={LABEL_EACH}>
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
                  <td key={hour} className={styles.out}>
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
                  isOut={cell.end <= begin || cell.begin >= end}
                  isKey={key.day === row && key.hour === hour}
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
  /** Not in sight of the charts. */
  isOut: boolean;
  /** The one Tab comes to. */
  isKey: boolean;
}

const Cell = memo(function Cell({ map, cell, metric, goal, isOut, isKey }: CellProps) {
  const { t } = useTranslator();
  const format = useFormat();
  const hour = format.span(cell);
  const { mean } = cell;
  return (
    <td data-out-of-sight={isOut || undefined}>
      <button
        type="button"
        tabIndex={isKey ? 0 : -1}
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

function readPlace({ target }: SyntheticEvent): CellPosition | undefined {
  const cell = target instanceof Element ? target.closest('td') : null;
  const row = cell?.parentElement;
  if (!cell || !(row instanceof HTMLTableRowElement)) return undefined;
  return { day: row.sectionRowIndex, hour: cell.cellIndex - 1 };
}

function focusPlace(table: Element, { day, hour }: CellPosition): void {
  const cell = table.querySelectorAll('tbody tr')[day]?.querySelectorAll('td')[hour];
  cell?.querySelector('button')?.focus();
}
