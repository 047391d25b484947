import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { readAt, formatReading } from '../../chart/pointer/tooltip.ts';
import type { Reading } from '../../chart/pointer/tooltip.ts';
import { BUCKETS_A_DAY, STEP } from '../../contract/domain/time.ts';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import { BucketState } from '../../series/series.ts';
import { compareValues } from '../../stats/change.ts';
import { describeBucket, describeOffset, describeSpan } from '../model/describe-span.ts';
import { useChartText } from '../model/use-chart-text.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useTranslator } from '../i18n/use-translator.ts';
import { nameChart } from './exported-chart.ts';
import type { ExportedChart, ExportedLine } from './exported-chart.ts';
import styles from './ChartTable.module.css';

export interface ChartTableProps {
  chart: ExportedChart;
  onClose: () => void;
}

/** A day of rows is what a reader and a browser can take in at once. */
const ROWS = BUCKETS_A_DAY;

/** The chart as a table: a row a bucket, newest day first, in words where there is no value. */
export function ChartTable({ chart, onClose }: ChartTableProps) {
  const { span, lines, what } = chart;
  const translator = useTranslator();
  const { t } = translator;
  const format = useFormat();
  const count = Math.max(1, Math.round((span.end - span.begin) / STEP));
  const pages = Math.ceil(count / ROWS);
  const [page, setPage] = useState(1);
  const end = span.end - (page - 1) * ROWS * STEP;
  const shown: Span = { begin: Math.max(span.begin, end - ROWS * STEP), end };
  const length = (shown.end - shown.begin) / STEP;
  const times = Array.from({ length }, (_, i) => shown.end - (i + 1) * STEP);
  const columns = lines.flatMap((line) => columnsOf(line, what));
  const writeCell = useCellWriter(chart);
  const isProvisional = times.some((at) =>
    lines.some(({ series }) => readAt(series, at).state === BucketState.Provisional),
  );
  const title = t('table.title', { metric: nameChart(chart, translator) });
  return (
    <Dialog title={title} size="wide" open onOpenChange={(open) => !open && onClose()}>
      <div className={styles.pages}>
        <IconButton
          label={t('table.older')}
          disabledReason={page === pages ? t('table.atOldest') : undefined}
          onClick={() => setPage(page + 1)}
        >
          <ChevronLeft size={15} aria-hidden />
        </IconButton>
        <span aria-live="polite">
          {t('table.page', { span: describeSpan(shown, translator, format), page, pages })}
        </span>
        <IconButton
          label={t('table.newer')}
          disabledReason={page === 1 ? t('table.atNewest') : undefined}
          onClick={() => setPage(page - 1)}
        >
          <ChevronRight size={15} aria-hidden />
        </IconButton>
      </div>
      <section
        className={styles.scroll}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys
        tabIndex={0}
        aria-label={title}
      >
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">
                {t('table.time', { offset: describeOffset(shown, translator, format) })}
              </th>
              {columns.map(({ key, of, line }) => (
                <th key={key} scope="col">
                  {of === 'now' && line.name}
                  {of === 'before' && t('table.before', { name: line.name, what: what ?? '' })}
                  {of === 'change' && t('table.change', { name: line.name })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {times.map((at) => (
              <tr key={at}>
                <th scope="row">{describeBucket(at, shown, translator, format)}</th>
                {columns.map((column) => (
                  <td key={column.key}>{writeCell(column, at)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {isProvisional && <p className={styles.note}>{t('legend.provisionalNote')}</p>}
    </Dialog>
  );
}

interface Column {
  key: string;
  line: ExportedLine;
  of: 'now' | 'before' | 'change';
}

/** A column for a line's values; where it is compared, one for those and one for how they differ. */
function columnsOf(line: ExportedLine, what: string | undefined): Column[] {
  const isCompared = line.compared !== undefined && what !== undefined;
  const kinds = isCompared ? (['now', 'before', 'change'] as const) : (['now'] as const);
  return kinds.map((of) => ({ key: `${line.key} ${of}`, line, of }));
}

function useCellWriter({
  metric,
  goal,
}: ExportedChart): (column: Column, at: EpochMs) => ReactNode {
  const { t } = useTranslator();
  const format = useFormat();
  const texts = useChartText(metric, goal);
  const write = (reading: Reading) => formatReading(reading, texts.format, texts.text);
  return ({ line, of }, at) => {
    const now = readAt(line.series, at);
    const before = line.compared && readAt(line.compared, at);
    if (of === 'before') return before && write(before);
    if (of === 'now')
      return now.state === BucketState.Provisional ? <Provisional text={write(now)} /> : write(now);
    if (!before || Number.isNaN(now.value) || Number.isNaN(before.value)) return '–';
    const change = compareValues(metric, now.value, before.value);
    return t('change.text', {
      change: format.changeInFull(metric, change),
      word: t(`change.${change.verdict}`),
    });
  };
}

function Provisional({ text }: { text: string }) {
  const { t } = useTranslator();
  return (
    <>
      {text}
      <span className={styles.star} aria-hidden="true">
        *
      </span>
      <span className="visually-hidden">{t('legend.provisional')}</span>
    </>
  );
}
