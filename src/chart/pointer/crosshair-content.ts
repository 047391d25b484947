import type { Metric } from '../../contract/domain/metrics.ts';
import { STEP } from '../../contract/domain/time.ts';
import type { EpochMs } from '../../contract/domain/time.ts';
import { getComparedTime } from '../../planning/align-comparison.ts';
import { BucketState } from '../../series/series.ts';
import type {
  ChangeText,
  ChartComparison,
  ChartFormat,
  ChartLine,
  ChartText,
} from '../chart-types.ts';
import { xOf, yOf } from '../geometry.ts';
import type { Plot } from '../geometry.ts';
import { formatReading } from '../model/bucket-reading.ts';
import type { Size } from '../use-size.ts';
import type { CrosshairState } from './crosshair-store.ts';
import type { CrosshairDot, CrosshairView } from './crosshair-view.ts';
import { computeTooltipWidth, placeTooltip } from './tooltip-placement.ts';
import { readTooltipRows, sortWorstFirst } from './tooltip-rows.ts';
import type { TooltipRow } from './tooltip-rows.ts';
import type { TooltipContent, TooltipViewRow } from './tooltip-view.ts';

export interface CrosshairScene {
  lines: readonly ChartLine[];
  metric: Metric;
  plot: Plot;
  chartSize: Size;
  format: ChartFormat;
  text: ChartText;
  comparison?: ChartComparison | undefined;
}

// Below the top of the plot, in pixels.
const TOOLTIP_TOP = 12;

/** Draws the tooltip only if `chartId` owns the crosshair. */
export function drawCrosshair(
  view: CrosshairView,
  scene: CrosshairScene,
  { at, pinned, owner }: CrosshairState,
  chartId: string,
): void {
  const { plot, chartSize, metric } = scene;
  const { span, box } = plot;
  if (at === null || at < span.begin || at >= span.end) {
    view.hide();
    return;
  }
  const x = Math.round(xOf(at + STEP / 2, plot) * 10) / 10;
  const rows = readRows(scene, at);
  const tooltip =
    owner === chartId ? buildTooltip(sortWorstFirst(rows, metric), at, pinned, scene) : undefined;
  view.show({ x, dots: buildDots(rows, plot), pinned }, tooltip, (tooltipSize) =>
    placeTooltip(box.left + x, tooltipSize, { ...chartSize, top: box.top + TOOLTIP_TOP }),
  );
}

/** Describes a bucket for screen readers. */
export function describeCrosshair(scene: CrosshairScene, at: EpochMs): string {
  const { format, text, metric, comparison } = scene;
  const descriptions = sortWorstFirst(readRows(scene, at), metric).map((row) => {
    const now = `${row.line.label} ${formatReading(row, format, text)}`;
    if (!row.before || !comparison) return now;
    const before = `${comparison.label} ${formatReading(row.before, format, text)}`;
    return [now, before, describeChange(row, comparison)?.text].filter(Boolean).join(', ');
  });
  return [format.bucket(at), ...descriptions].join('; ');
}

// Times without a counterpart have no comparison value.
function readRows({ lines, comparison }: CrosshairScene, at: EpochMs): TooltipRow[] {
  const rows = readTooltipRows(lines, at);
  return comparison && getComparedTime(comparison.pairs, at) !== undefined
    ? rows
    : rows.map((row) => ({ ...row, before: undefined }));
}

function buildDots(rows: readonly TooltipRow[], plot: Plot): CrosshairDot[] {
  return rows
    .filter((row) => !Number.isNaN(row.value))
    .map((row) => ({
      y: Math.round(yOf(row.value, plot) * 10) / 10,
      color: row.line.color,
      isProvisional: row.state === BucketState.Provisional,
    }));
}

function buildTooltip(
  rows: readonly TooltipRow[],
  at: EpochMs,
  pinned: boolean,
  scene: CrosshairScene,
): TooltipContent {
  const { chartSize, format, text, comparison } = scene;
  const hasProvisional = rows.some((row) => row.state === BucketState.Provisional);
  return {
    title: format.bucket(at),
    zone: format.offset(at),
    comparison: comparison && buildComparisonHead(at, comparison, scene),
    rows: rows.map((row) => buildRow(row, scene)),
    note: hasProvisional ? text.provisional : '',
    hint: pinned ? text.unpinHint : text.pinHint,
    moreRows: (count) => text.moreRows(count),
    width: computeTooltipWidth(chartSize.width, comparison !== undefined),
    maxHeight: chartSize.height,
  };
}

function buildComparisonHead(
  at: EpochMs,
  { pairs, label }: ChartComparison,
  { format, text }: CrosshairScene,
) {
  const before = getComparedTime(pairs, at);
  if (before === undefined) return { label, bucket: text.noComparisonTime };
  const offset = format.offset(before);
  const bucket = format.bucket(before);
  return { label, bucket: offset === format.offset(at) ? bucket : `${bucket} ${offset}` };
}

function buildRow(row: TooltipRow, { format, text, comparison }: CrosshairScene): TooltipViewRow {
  return {
    color: row.line.color,
    label: row.line.shortLabel ?? row.line.label,
    value: formatReading(row, format, text),
    reason: getReason(row),
    before: row.before ? formatReading(row.before, format, text) : '',
    change: comparison && describeChange(row, comparison),
  };
}

function getReason({ value, state }: TooltipRow): TooltipViewRow['reason'] {
  if (!Number.isNaN(value)) return undefined;
  return state === BucketState.Failed ? 'failed' : 'other';
}

function describeChange(
  { value, before }: TooltipRow,
  comparison: ChartComparison,
): ChangeText | undefined {
  const isPair = before !== undefined && !Number.isNaN(value) && !Number.isNaN(before.value);
  return isPair ? comparison.change(value, before.value) : undefined;
}
