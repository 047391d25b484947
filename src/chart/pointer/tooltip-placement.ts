import type { Size } from '../use-size.ts';

export interface TooltipPosition {
  left: number;
  top: number;
}

// In pixels.
const TOOLTIP_GAP = 14;
const MAX_WIDTH = 252;
const MAX_WIDTH_WITH_COMPARISON = 380;

/** Returns at most half of the chart, so that one side always has room. */
export function computeTooltipWidth(chartWidth: number, hasComparison = false): number {
  const maxWidth = hasComparison ? MAX_WIDTH_WITH_COMPARISON : MAX_WIDTH;
  return Math.max(0, Math.min(maxWidth, Math.floor(chartWidth / 2 - TOOLTIP_GAP)));
}

/** Places a tooltip right of `pointX` if it fits, otherwise left; `top` is preferred. */
export function placeTooltip(
  pointX: number,
  tooltip: Size,
  chart: Size & { top: number },
): TooltipPosition {
  const right = pointX + TOOLTIP_GAP;
  const left = right + tooltip.width <= chart.width ? right : pointX - TOOLTIP_GAP - tooltip.width;
  return {
    left: Math.max(0, left),
    top: Math.max(0, Math.min(chart.top, chart.height - tooltip.height)),
  };
}
