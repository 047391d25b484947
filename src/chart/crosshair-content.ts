import type { Metric } from '../contract/metrics.ts';
import { STEP } from '../contract/time.ts';
import type { EpochMs, Span } from '../contract/time.ts';
import { BucketState } from '../series/series.ts';
import type { ChartCompare, ChartFormat, ChartLine, ChartWords } from './chart-line.ts';
import type { CrosshairView } from './crosshair-view.ts';
import type { CrosshairState } from './crosshair.ts';
import { xOf, yOf } from './plot-box.ts';
import type { PlotBox } from './plot-box.ts';
import { placeTooltip, rowsThatFit, tooltipRows, tooltipWidth, writeRow } from './tooltip.ts';
import type { TooltipRow } from './tooltip.ts';
import type { ValueAxis } from './value-axis.ts';

/** What a crosshair moves over. */
export interface CrosshairScene {
  lines: readonly ChartLine[];
  span: Span;
  metric: Metric;
  box: PlotBox;
  axis: ValueAxis;
  /** Of the whole chart, in pixels. */
  width: number;
  height: number;
  format: ChartFormat;
  words: ChartWords;
  compare?: ChartCompare | undefined;
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
  const rows = tooltipRows(scene.lines, at, scene.metric);
  const tip = pointedAt === owner ? writeTip(rows, at, scene) : undefined;
  view.show(x, dotsOf(rows, x, scene), pinned, tip, (size) =>
    placeTooltip(box.left + x, size, {
      width: scene.width,
      height: scene.height,
      top: box.top + 12,
    }),
  );
}

/** The bucket at `at` as a sentence for a screen reader. */
export function describeCrosshair(scene: CrosshairScene, at: EpochMs): string {
  const { format, words, lines, metric, compare } = scene;
  const said = tooltipRows(lines, at, metric).map((row) => {
    const { before, change } = writeCompared(row, scene);
    const now = `${row.line.label} ${writeRow(row, format, words)}`;
    return compare && before !== '' ? `${now}, ${compare.label} ${before}, ${change}` : now;
  });
  return [format.bucket(at), ...said].join('; ');
}

/** A row's compared value and how it changed; empty where there is nothing to compare. */
function writeCompared({ value, before }: TooltipRow, { format, compare }: CrosshairScene) {
  if (!compare || Number.isNaN(before)) return { before: '', change: '', tone: 'same' as const };
  const { text, tone } = Number.isNaN(value)
    ? { text: '', tone: 'same' as const }
    : compare.change(value, before);
  return { before: format.valueWithUnit(before), change: text, tone };
}

function dotsOf(rows: readonly TooltipRow[], x: number, { box, axis }: CrosshairScene) {
  return rows
    .filter((row) => !Number.isNaN(row.value))
    .map((row) => ({
      x,
      y: Math.round(yOf(row.value, box, axis) * 10) / 10,
      color: row.line.color,
      hollow: row.state === BucketState.Provisional,
    }));
}

function writeTip(rows: readonly TooltipRow[], at: EpochMs, scene: CrosshairScene) {
  const { width, height, format, words, compare } = scene;
  const unsettled = rows.some((row) => row.state === BucketState.Provisional);
  const fit = rowsThatFit(rows.length, height, Number(unsettled) + Number(compare !== undefined));
  return {
    title: format.bucket(at),
    zone: format.offset(at),
    compared: compare ? `${compare.label}: ${format.bucket(at - compare.delta)}` : '',
    rows: rows.slice(0, fit).map((row) => ({
      color: row.line.color,
      label: row.line.label,
      value: writeRow(row, format, words),
      isWord: Number.isNaN(row.value),
      ...writeCompared(row, scene),
    })),
    more: rows.length > fit ? words.more(rows.length - fit) : '',
    note: unsettled ? words.provisional : '',
    width: tooltipWidth(width, compare !== undefined),
  };
}
