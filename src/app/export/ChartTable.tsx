import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { formatReading, readBucket } from '../../chart/model/bucket-reading.ts';
import type { BucketReading } from '../../chart/model/bucket-reading.ts';
import { BUCKETS_PER_DAY, STEP } from '../../contract/domain/time.ts';
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

const ROWS_PER_PAGE = BUCKETS_PER_DAY;

/** Shows the chart as a table: one row per bucket, one page per day, newest first. */
export function ChartTable({ chart, onClose }: ChartTableProps) {
  const { span, lines, comparisonLabel } = chart;
  const translator = useTranslator();
  const { t } = translator;
  const format = useFormat();
  const bucketCount = Math.max(1, Math.round((span.end - span.begin) / STEP));
  const pageCount = Math.ceil(bucketCount / ROWS_PER_PAGE);
  const [page, setPage] = useState(1);
  const end = span.end - (page - 1) * ROWS_PER_PAGE * STEP;
  const pageSpan: Span = { begin: Math.max(span.begin, end - ROWS_PER_PAGE * STEP), end };
  const length = (pageSpan.end - pageSpan.begin) / STEP;
  const times = Array.from({ length }, (_, i) => pageSpan.end - (i + 1) * STEP);
  const columns = lines.flatMap((line) => columnsOf(line, comparisonLabel));
  const renderCell = useCellRenderer(chart);
  const isProvisional = times.some((at) =>
    lines.some(({ series }) => readBucket(series, at).state === BucketState.Provisional),
  );
  const title = t('table.title', { metric: nameChart(chart, translator) });
  return (
    <Dialog title={title} size="wide" open onOpenChange={(open) => !open && onClose()}>
      <div className={styles.pages}>
        <IconButton
          label={t('table.older')}
          disabledReason={page === pageCount ? t('table.atOldest') : undefined}
          onClick={() => setPage(page + 1)}
        >
          <ChevronLeft size={15} aria-hidden />
        </IconButton>
        <span aria-live="polite">
          {t('table.page', {
            span: describeSpan(pageSpan, translator, format),
            page,
            pages: pageCount,
          })}
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
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrollable region needs keyboard access
        tabIndex={0}
        aria-label={title}
      >
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">
                {t('table.time', { offset: describeOffset(pageSpan, translator, format) })}
              </th>
              {columns.map(({ key, kind, line }) => (
                <th key={key} scope="col">
                  {kind === 'value' && line.name}
                  {kind === 'compared' &&
                    t('table.before', { name: line.name, what: comparisonLabel ?? '' })}
                  {kind === 'change' && t('table.change', { name: line.name })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {times.map((at) => (
              <tr key={at}>
                <th scope="row">{describeBucket(at, pageSpan, translator, format)}</th>
                {columns.map((column) => (
                  <td key={column.key}>{renderCell(column, at)}</td>
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
  kind: 'value' | 'compared' | 'change';
}

function columnsOf(line: ExportedLine, comparisonLabel: string | undefined): Column[] {
  const isCompared = line.compared !== undefined && comparisonLabel !== undefined;
  const kinds = isCompared ? (['value', 'compared', 'change'] as const) : (['value'] as const);
  return kinds.map((kind) => ({ key: `${line.key} ${kind}`, line, kind }));
}

function useCellRenderer({
  metric,
  goal,
}: ExportedChart): (column: Column, at: EpochMs) => ReactNode {
  const { t } = useTranslator();
  const format = useFormat();
  const texts = useChartText(metric, goal);
  const formatCell = (reading: BucketReading) => formatReading(reading, texts.format, texts.text);
  return ({ line, kind }, at) => {
    const value = readBucket(line.series, at);
    const compared = line.compared && readBucket(line.compared, at);
    if (kind === 'compared') return compared && formatCell(compared);
    if (kind === 'value') {
      const text = formatCell(value);
      return value.state === BucketState.Provisional ? <Provisional text={text} /> : text;
    }
    if (!compared || Number.isNaN(value.value) || Number.isNaN(compared.value)) return '–';
    const change = compareValues(metric, value.value, compared.value);
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
