// A chart -> CSV: a row a five-minute bucket, a column a series, as spreadsheets and scripts read it (RFC 4180).
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
 * The whole file, beginning with a byte order mark (without it a spreadsheet takes Chinese for
 * something else). Times are ISO 8601 with the offset `zone` has at that time; values have all the
 * digits there are; what is missing is empty. The last column says which rows may still change: in
 * them something has not settled, is not here yet or could not be loaded, so that an empty cell need
 * not mean that nothing was measured.
 */
export function toCsv(chart: ExportedChart, zone: string, { t }: Translator): string {
  const unit = t(`unit.${METRIC_FACTS[chart.metric].unit}`);
  const columns = chart.lines.flatMap(({ name, series, compared }) => [
    { head: t('export.column', { name, unit }), series },
    ...(compared && chart.what !== undefined
      ? [{ head: t('export.columnCompared', { name, what: chart.what, unit }), series: compared }]
      : []),
  ]);
  const head = [t('export.time'), ...columns.map((column) => column.head), t('export.provisional')];
  const rows = [head.map(quoteText).join(',')];
  for (let at = chart.span.begin; at < chart.span.end; at += STEP) {
    const open = columns.some(({ series }) => MAY_CHANGE.has(stateAt(series, at)));
    rows.push(
      [
        formatZonedIso(at, zone),
        ...columns.map(({ series }) => writeNumber(valueAt(series, at))),
        open ? '1' : '0',
      ].join(','),
    );
  }
  return `\uFEFF${rows.join(NEWLINE)}${NEWLINE}`;
}

/** What a bucket is in as long as its value may come or become another. */
const MAY_CHANGE: ReadonlySet<number | undefined> = new Set([
  BucketState.Provisional,
  BucketState.Awaited,
  BucketState.Loading,
  BucketState.Failed,
]);

/**
 * A file name for the chart, of characters every file system takes:
 * `artc-lens_FirstFrameCost_20261115-1200Z_7d`, with the segment after the metric if it is about one.
 */
export function fileName({ metric, about, span }: ExportedChart): string {
  const begin = new Date(span.begin).toISOString().slice(0, 16).replaceAll(/[-:]/g, '');
  const length = span.end - span.begin;
  const size = length % DAY === 0 ? `${length / DAY}d` : `${length / MINUTE}min`;
  const of = about ? `${metric}_${about.key.replaceAll(/[^\w-]/g, '-')}` : metric;
  return `artc-lens_${of}_${begin.replace('T', '-')}Z_${size}`;
}

function valueAt(series: Series, at: EpochMs): number {
  return series.values[Math.round((at - series.begin) / series.step)] ?? Number.NaN;
}

function stateAt(series: Series, at: EpochMs): number | undefined {
  return series.states[Math.round((at - series.begin) / series.step)];
}

function writeNumber(value: number): string {
  return Number.isNaN(value) ? '' : String(value);
}

/** Quoted where it has to be. Names come from people: what a spreadsheet would run as a formula is made text. */
function quoteText(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
