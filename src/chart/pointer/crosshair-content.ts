import type { Metric } from '../../contract/domain/metrics.ts';
import { STEP } from '../../contract/domain/time.ts';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import { BucketState } from '../../series/series.ts';
import { comparedTime } from '../../planning/align-comparison.ts';
import type {
  ChangeText,
  ChartComparison,
  ChartFormat,
  ChartLine,
  ChartText,
} from '../chart-types.ts';
import type { CrosshairView } from './crosshair-view.ts';
import type { CrosshairState } from './crosshair-store.ts';
import { xOf, yOf } from '../geometry.ts';
import type { PlotGeometry } from '../geometry.ts';
import { placeTooltip, rowsAt, tooltipWidth, worstFirst, formatReading } from './tooltip.ts';
import type { TooltipRow } from './tooltip.ts';
import type { TooltipContent, TooltipViewRow } from './tooltip-view.ts';
import type { ValueAxis } from '../model/value-axis.ts';

/** What a crosshair moves over. */
export interface CrosshairScene {
  lines: readonly ChartLine[];
  span: Span;
  metric: Metric;
  box: PlotGeometry;
  axis: ValueAxis;
  /** Of the whole chart, in pixels. */
  width: number;
  height: number;
  format: ChartFormat;
  text: ChartText;
  comparison?: ChartComparison | undefined;
}

/** Draws the crosshair where `state` says, with its tooltip if `owner` is the chart pointed at. */
export function drawCrosshair(
  view: CrosshairView,
  scene: CrosshairScene,
  { at, pinned, owner: pointedAt }: CrosshairState,
  owner: string,
): void {
  const { span, box } = scene;
  if (at === null || at < span.begin || at >= span.end) {
    view.hide();
    return;
  }
  const x = Math.round(xOf(at + STEP / 2, box, span) * 10) / 10;
  // Dots in the order of the lines: each keeps its colour.
  const rows = readRows(scene, at);
  const tip =
    pointedAt === owner ? writeTip(worstFirst(rows, scene.metric), at, pinned, scene) : undefined;
  view.show(x, dotsOf(rows, scene), pinned, tip, (size) =>
    placeTooltip(box.left + x, size, {
      width: scene.width,
      height: scene.height,
      top: box.top + 12,
    }),
  );
}

/** The bucket at `at` as a sentence for a screen reader. */
export function describeCrosshair(scene: CrosshairScene, at: EpochMs): string {
  const { format, text: words, metric, comparison: compare } = scene;
  const said = worstFirst(readRows(scene, at), metric).map((row) => {
    const now = `${row.line.label} ${formatReading(row, format, words)}`;
    if (!row.before || !compare) return now;
    const before = `${compare.label} ${formatReading(row.before, format, words)}`;
    return [now, before, changeIn(row, compare)?.text].filter(Boolean).join(', ');
  });
  return [format.bucket(at), ...said].join('; ');
}

/** The lines at `at`, without a compared value where that time has none beside it. */
function readRows({ lines, comparison: compare }: CrosshairScene, at: EpochMs): TooltipRow[] {
  const rows = rowsAt(lines, at);
  return compare && comparedTime(compare.pairs, at) !== undefined
    ? rows
    : rows.map((row) => ({ ...row, before: undefined }));
}

function dotsOf(rows: readonly TooltipRow[], { box, axis }: CrosshairScene) {
  return rows
    .filter((row) => !Number.isNaN(row.value))
    .map((row) => ({
      y: Math.round(yOf(row.value, box, axis) * 10) / 10,
      color: row.line.color,
      hollow: row.state === BucketState.Provisional,
    }));
}

function writeTip(
  rows: readonly TooltipRow[],
  at: EpochMs,
  pinned: boolean,
  scene: CrosshairScene,
): TooltipContent {
  const { width, height, format, text: words, comparison: compare } = scene;
  const unsettled = rows.some((row) => row.state === BucketState.Provisional);
  return {
    title: format.bucket(at),
    zone: format.offset(at),
    compared: compare && writeComparedHead(at, compare, scene),
    rows: rows.map((row) => writeRow(row, scene)),
    note: unsettled ? words.provisional : '',
    hint: pinned ? words.unpinHint : words.pinHint,
    more: (n) => words.moreRows(n),
    width: tooltipWidth(width, compare !== undefined),
    maxHeight: height,
  };
}

function writeComparedHead(
  at: EpochMs,
  { pairs, label }: ChartComparison,
  { format, text: words }: CrosshairScene,
) {
  const before = comparedTime(pairs, at);
  if (before === undefined) return { label, bucket: words.noComparisonTime };
  const offset = format.offset(before);
  const bucket = format.bucket(before);
  return { label, bucket: offset === format.offset(at) ? bucket : `${bucket} ${offset}` };
}

function writeRow(
  row: TooltipRow,
  { format, text: words, comparison: compare }: CrosshairScene,
): TooltipViewRow {
  return {
    color: row.line.color,
    label: row.line.shortLabel ?? row.line.label,
    value: formatReading(row, format, words),
    word: wordOf(row),
    before: row.before ? formatReading(row.before, format, words) : '',
    change: compare && changeIn(row, compare),
  };
}

function wordOf({ value, state }: TooltipRow): TooltipViewRow['word'] {
  if (!Number.isNaN(value)) return undefined;
  return state === BucketState.Failed ? 'failed' : 'other';
}

function changeIn({ value, before }: TooltipRow, compare: ChartComparison): ChangeText | undefined {
  const isPair = before !== undefined && !Number.isNaN(value) && !Number.isNaN(before.value);
  return isPair ? compare.change(value, before.value) : undefined;
}
