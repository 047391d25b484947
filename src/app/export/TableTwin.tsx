import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { readAt, writeReading } from '../../chart/tooltip.ts';
import type { ChartLine } from '../../chart/chart-line.ts';
import { BUCKETS_A_DAY, STEP } from '../../contract/time.ts';
import { compareValues } from '../../stats/change.ts';
import { useChartTexts } from '../dashboard/chart-words.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { useFormat } from '../words/format.ts';
import { useWords } from '../words/words.ts';
import type { ExportedChart } from './exported-chart.ts';
import styles from './TableTwin.module.css';

export interface TableTwinProps {
  chart: ExportedChart;
  onClose: () => void;
}

/** A day of rows is what a reader and a browser can take in at once. */
const ROWS = BUCKETS_A_DAY;

/** The chart as a table: a row a bucket, newest day first, in words where there is no value. */
export function TableTwin({ chart, onClose }: TableTwinProps) {
  const { metric, span, lines, what } = chart;
  const { t } = useWords();
  const format = useFormat();
  const texts = useChartTexts(metric, chart.goal);
  const count = Math.max(1, Math.round((span.end - span.begin) / STEP));
  const pages = Math.ceil(count / ROWS);
  const [page, setPage] = useState(1);
  const last = span.end - (page - 1) * ROWS * STEP;
  const first = Math.max(span.begin, last - ROWS * STEP);
  const times = Array.from({ length: (last - first) / STEP }, (_, i) => last - (i + 1) * STEP);
  const compared = what !== undefined;
  const drawn = lines.map(({ key, name, color, series, compared: before }): ChartLine => ({
    key,
    label: name,
    color,
    series,
    compared: before,
  }));
  const cellsAt = (at: number) =>
    drawn.flatMap((line) => {
      const now = readAt(line.series, at);
      const value = writeReading(now, texts.format, texts.words);
      if (!compared) return [value];
      if (!line.compared) return [value, '–', '–'];
      const before = readAt(line.compared, at);
      const change =
        Number.isNaN(now.value) || Number.isNaN(before.value)
          ? '–'
          : format.change(metric, compareValues(metric, now.value, before.value));
      return [value, writeReading(before, texts.format, texts.words), change];
    });
  return (
    <Dialog
      title={t('table.title', { metric: t(`metric.${metric}`) })}
      size="wide"
      open
      onOpenChange={(open) => !open && onClose()}
    >
      <div className={styles.pages}>
        <IconButton
          label={t('table.newer')}
          disabledReason={page === 1 ? t('table.atNewest') : undefined}
          onClick={() => setPage(page - 1)}
        >
          <ChevronLeft size={15} aria-hidden />
        </IconButton>
        <span aria-live="polite">
          {t('table.page', { span: format.span({ begin: first, end: last }), page, pages })}
        </span>
        <IconButton
          label={t('table.older')}
          disabledReason={page === pages ? t('table.atOldest') : undefined}
          onClick={() => setPage(page + 1)}
        >
          <ChevronRight size={15} aria-hidden />
        </IconButton>
      </div>
      <section
        className={styles.scroll}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys
        tabIndex={0}
        aria-label={t('table.title', { metric: t(`metric.${metric}`) })}
      >
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('table.time', { offset: format.offset(last) })}</th>
              {drawn.flatMap(({ key, label }) => [
                <th key={key} scope="col">
                  {label}
                </th>,
                ...(compared
                  ? [
                      <th key={`${key}-before`} scope="col">
                        {t('table.before', { name: label, what })}
                      </th>,
                      <th key={`${key}-change`} scope="col">
                        {t('table.change', { name: label })}
                      </th>,
                    ]
                  : []),
              ])}
            </tr>
          </thead>
          <tbody>
            {times.map((at) => (
              <tr key={at}>
                <th scope="row">{format.bucket(at)}</th>
                {cellsAt(at).map((cell, i) => (
                  <td key={i}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Dialog>
  );
}
