import { clsx } from 'clsx';
import { useId } from 'react';
import type { Metric } from '../../../contract/domain/metrics.ts';
import { DAY } from '../../../contract/domain/time.ts';
import type { Span } from '../../../contract/domain/time.ts';
import type { Series } from '../../../series/series.ts';
import { compareSpans } from '../../../stats/compare-spans.ts';
import { wallTimeAt } from '../../../time/wall-time.ts';
import { Card } from '../../ui/Card.tsx';
import { PanelTitle } from '../../ui/PanelTitle.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './AbTable.module.css';
import { formatDeviation } from '../../../i18n/finding-text.ts';
import tables from '../table.module.css';
import { AB_SLOTS } from './next-ab-slot.ts';

export interface AbLine {
  key: string;
  name: string;
  color: string;
  series: Series;
}

export interface AbTableProps {
  a: Span;
  b: Span;
  linesByMetric: readonly (readonly [Metric, readonly AbLine[]])[];
  range: Span;
}

/** Compares the means of two windows per metric and segment. */
export function AbTable({ a, b, linesByMetric, range }: AbTableProps) {
  const { t } = useTranslator();
  const format = useFormat();
  const id = useId();
  const notes = [
    ...AB_SLOTS.flatMap((slot) =>
      isWithin({ a, b }[slot], range) ? [] : [t('marked.beyond', { letter: slot.toUpperCase() })],
    ),
    a.begin < b.end && b.begin < a.end ? t('marked.overlap') : undefined,
    hasSameTimeOfDay(a, b, format.zone) ? undefined : t('marked.clock'),
  ].filter((note) => note !== undefined);
  return (
    <Card aria-labelledby={id}>
      <PanelTitle id={id} title={t('marked.title')} />
      <div className={tables.scroll}>
        <table className={clsx(tables.table, styles.table)}>
          <thead>
            <tr>
              <th scope="col">{t('marked.metric')}</th>
              <th scope="col">{t('marked.segment')}</th>
              <th scope="col">A</th>
              <th scope="col">B</th>
              <th scope="col">{t('marked.change')}</th>
            </tr>
          </thead>
          {linesByMetric.map(([metric, lines]) => (
            <tbody key={metric}>
              {lines.map((line, i) => {
                const { a: valueA, b: valueB, change } = compareSpans(line.series, metric, a, b);
                const formatValue = (value: number | null) =>
                  value === null ? t('marked.none') : format.valueWithUnit(metric, value);
                return (
                  <tr key={line.key}>
                    {i === 0 && (
                      <th scope="rowgroup" rowSpan={lines.length}>
                        {t(`metric.${metric}`)}
                      </th>
                    )}
                    <th scope="row">
                      <span className={styles.swatch} style={{ background: line.color }} />
                      {line.name}
                    </th>
                    <td>{formatValue(valueA)}</td>
                    <td>{formatValue(valueB)}</td>
                    <td className={styles.change} data-verdict={change?.verdict}>
                      {change && valueA !== null && valueB !== null
                        ? t('change.text', {
                            change: formatDeviation(metric, valueB, valueA, format),
                            word: t(`change.${change.verdict}`),
                          })
                        : '–'}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          ))}
        </table>
      </div>
      {notes.map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
    </Card>
  );
}

function isWithin(span: Span, range: Span): boolean {
  return span.begin >= range.begin && span.end <= range.end;
}

function hasSameTimeOfDay(a: Span, b: Span, zone: string): boolean {
  const timeOfDay = ({ begin, end }: Span) => [
    wallTimeAt(begin, zone) % DAY,
    wallTimeAt(end, zone) % DAY,
  ];
  return (isWholeDays(a) && isWholeDays(b)) || timeOfDay(a).join(' ') === timeOfDay(b).join(' ');
}

function isWholeDays({ begin, end }: Span): boolean {
  return (end - begin) % DAY === 0;
}
