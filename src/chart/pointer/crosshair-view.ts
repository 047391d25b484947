// The crosshair's pixels. Written straight to the page: React takes no part in a pointer's move.
import { addElement, setStyle, setText } from './dom-elements.ts';
import { createTooltipView } from './tooltip-view.ts';
import type { TooltipContent } from './tooltip-view.ts';

/** Where the crosshair meets a line, in plot pixels. */
export interface CrosshairDot {
  y: number;
  color: string;
  /** Its value may still change. */
  hollow: boolean;
}

export interface CrosshairView {
  /** Draws the line at `x` plot pixels with its dots; `place` is given the tip's size and says where it goes. */
  show(
    x: number,
    dots: readonly CrosshairDot[],
    pinned: boolean,
    tip: TooltipContent | undefined,
    place: (size: { width: number; height: number }) => { left: number; top: number },
  ): void;
  /** Marks the stretch being dragged over, in plot pixels, and says what it is. */
  select(from: number, to: number, text: string): void;
  unselect(): void;
  hide(): void;
  dispose(): void;
}

/** Adds the crosshair's elements to `plot` (the plot's box) and `chart` (the whole chart's). */
export function createCrosshairView(plot: HTMLElement, chart: HTMLElement): CrosshairView {
  const brush = addElement(plot, 'chart-brush');
  const brushLabel = addElement(plot, 'chart-brush-text');
  const brushText = addElement(brushLabel, '', 'span');
  // The dots hang on the rule: it is one layer to move for the browser, however many lines there are.
  const rule = addElement(plot, 'chart-rule');
  const tip = createTooltipView(chart);
  const dots: HTMLElement[] = [];
  for (const element of [rule, brush, brushLabel]) element.hidden = true;

  function drawDots(points: readonly CrosshairDot[]): void {
    while (dots.length < points.length) dots.push(addElement(rule, 'chart-dot'));
    for (const [i, element] of dots.entries()) {
      const point = points[i];
      element.hidden = !point;
      if (!point) continue;
      setStyle(element, 'transform', `translateY(${point.y}px)`);
      setStyle(element, '--color', point.color);
      element.toggleAttribute('data-hollow', point.hollow);
    }
  }

  return {
    show(x, points, pinned, content, place) {
      rule.hidden = false;
      rule.style.transform = `translateX(${x}px)`;
      rule.toggleAttribute('data-pinned', pinned);
      drawDots(points);
      if (!content) tip.hide();
      else tip.moveTo(place({ width: content.width, height: tip.write(content) }));
    },
    select(from, to, text) {
      brush.hidden = false;
      brush.style.transform = `translateX(${from}px)`;
      brush.style.width = `${to - from}px`;
      brushLabel.hidden = false;
      setText(brushText, text);
      // Its middle stands over the stretch's, as far as the plot's edges let it.
      brushLabel.style.setProperty('--middle', `${(from + to) / 2}px`);
    },
    unselect() {
      brush.hidden = true;
      brushLabel.hidden = true;
    },
    hide() {
      rule.hidden = true;
      tip.hide();
    },
    dispose() {
      for (const element of [rule, brush, brushLabel]) element.remove();
      tip.dispose();
    },
  };
}
