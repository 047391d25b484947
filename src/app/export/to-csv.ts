import { METRIC_FACTS } from '../../contract/domain/metrics.ts';
import { DAY, MINUTE, STEP } from '../../contract/domain/time.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import { formatZonedIso } from '../../time/wall-time.ts';
import { BucketState } from '../../series/series.ts';
import type { Series } from '../../series/series.ts';
import type { Translator } from '../../i18n/translate.ts';
import type { ExportedChart } from './exported-chart.ts';

const NEWLINE = '\r\n';

/**
 * Returns the chart as CSV (RFC 4180) with a byte order mark, which spreadsheets need for Chinese: one
 * row per bucket, one column per series, ISO 8601 times in `zone`, full precision, empty cells for
 * missing values. The last column is 1 for rows with provisional, pending or failed buckets.
 */
export function toCsv(chart: ExportedChart, zone: string, { t }: Translator): string {
  const unit = t(`unit.${METRIC_FACTS[chart.metric].unit}`);
  const columns = chart.lines.flatMap(({ name, series, compared }) => [
    { head: t('export.column', { name, unit }), series },
    ...(compared && chart.comparisonLabel !== undefined
      ? [
          {
            head: t('export.columnCompared', { name, what: chart.comparisonLabel, unit }),
            series: compared,
          },
        ]
      : []),
  ]);
  const head = [t('export.time'), ...columns.map((column) => column.head), t('export.provisional')];
  const rows = [head.map(quoteText).join(',')];
  for (let at = chart.span.begin; at < chart.span.end; at += STEP) {
    const isOpen = columns.some(({ series }) => UNSETTLED.has(stateAt(series, at)));
    rows.push(
      [
        formatZonedIso(at, zone),
        ...columns.map(({ series }) => formatNumber(valueAt(series, at))),
        isOpen ? '1' : '0',
      ].join(','),
    );
  }
  return `\uFEFF${rows.join(NEWLINE)}${NEWLINE}`;
}

const UNSETTLED: ReadonlySet<number | undefined> = new Set([
  BucketState.Provisional,
  BucketState.Pending,
  BucketState.Loading,
  BucketState.Failed,
]);

/** Returns a portable name without extension, such as `artc-lens_FirstFrameCost_20261115-1200Z_7d`. */
export function buildFileName({ metric, focus, span }: ExportedChart): string {
  const begin = new Date(span.begin).toISOString().slice(0, 16).replaceAll(/[-:]/g, '');
  const length = span.end - span.begin;
  const duration = length % DAY === 0 ? `${length / DAY}d` : `${length / MINUTE}min`;
  const subject = focus ? `${metric}_${focus.key.replaceAll(/[^\w-]/g, '-')}` : metric;
  return `artc-lens_${subject}_${begin.replace('T', '-')}Z_${duration}`;
}

function valueAt(series: Series, at: EpochMs): number {
  return series.values[Math.round((at - series.begin) / series.step)] ?? Number.NaN;
}

function stateAt(series: Series, at: EpochMs): number | undefined {
  return series.states[Math.round((at - series.begin) / series.step)];
}

function formatNumber(value: number): string {
  return Number.isNaN(value) ? '' : String(value);
}

// Users choose the names, so text that a spreadsheet would run as a formula is escaped.
function quoteText(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
