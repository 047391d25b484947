// Two marked windows -> metric by segment, both figures and the change: before and after a release.
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
import stats from '../table.module.css';

/** A line of the page as the table needs it. */
export interface AbLine {
  key: string;
  name: string;
  color: string;
  series: Series;
}

export interface AbTableProps {
  a: Span;
  b: Span;
  /** By metric. */
  lines: readonly (readonly [Metric, readonly AbLine[]])[];
  /** All of what is loaded. */
  range: Span;
}

/** The table in its card. */
export function AbTable({ a, b, lines, range }: AbTableProps) {
  const { t } = useTranslator();
  const format = useFormat();
  const id = useId();
  const notes = [
    ...(['a', 'b'] as const).flatMap((letter) =>
      isWithin({ a, b }[letter], range)
        ? []
        : [t('marked.beyond', { letter: letter.toUpperCase() })],
    ),
    a.begin < b.end && b.begin < a.end ? t('marked.overlap') : undefined,
    isSameClock(a, b, format.zone) ? undefined : t('marked.clock'),
  ].filter((note) => note !== undefined);
  return (
    <Card aria-labelledby={id}>
      <PanelTitle id={id} title={t('marked.title')} />
      <div className={stats.scroll}>
        <table className={clsx(stats.table, styles.table)}>
          <thead>
            <tr>
              <th scope="col">{t('marked.metric')}</th>
              <th scope="col">{t('marked.segment')}</th>
              <th scope="col">A</th>
              <th scope="col">B</th>
              <th scope="col">{t('marked.change')}</th>
            </tr>
          </thead>
          {lines.map(([metric, own]) => (
            <tbody key={metric}>
              {own.map((line, i) => {
                const { a: before, b: now, change } = compareSpans(line.series, metric, a, b);
                const write = (value: number | null) =>
                  value === null ? t('marked.none') : format.valueWithUnit(metric, value);
                return (
                  <tr key={line.key}>
                    {i === 0 && (
                      <th scope="rowgroup" rowSpan={own.length}>
                        {t(`metric.${metric}`)}
                      </th>
                    )}
                    <th scope="row">
                      <span className={styles.swatch} style={{ background: line.color }} />
                      {line.name}
                    </th>
                    <td>{write(before)}</td>
                    <td>{write(now)}</td>
                    <td className={styles.change} data-verdict={change?.verdict}>
                      {change && before !== null && now !== null
                        ? t('change.text', {
                            change: formatDeviation(metric, now, before, format),
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

/** Whether both are of the same times on the reader's clock, or of whole days. */
function isSameClock(a: Span, b: Span, zone: string): boolean {
  const clock = ({ begin, end }: Span) => [
    wallTimeAt(begin, zone) % DAY,
    wallTimeAt(end, zone) % DAY,
  ];
  return (isWhole(a) && isWhole(b)) || clock(a).join(' ') === clock(b).join(' ');
}

function isWhole({ begin, end }: Span): boolean {
  return (end - begin) % DAY === 0;
}
