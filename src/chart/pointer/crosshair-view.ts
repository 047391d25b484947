import type { Size } from '../use-size.ts';
import { addElement, setStyle, setText } from './dom-elements.ts';
import type { TooltipPosition } from './tooltip-placement.ts';
import { createTooltipView } from './tooltip-view.ts';
import type { TooltipContent } from './tooltip-view.ts';

/** In plot pixels. */
export interface CrosshairDot {
  y: number;
  color: string;
  isProvisional: boolean;
}

export interface Crosshair {
  /** In plot pixels. */
  x: number;
  dots: readonly CrosshairDot[];
  pinned: boolean;
}

/** Elements of a crosshair, updated without React. */
export interface CrosshairView {
  /** `place` positions the measured tooltip. */
  show(
    crosshair: Crosshair,
    tooltip: TooltipContent | undefined,
    place: (size: Size) => TooltipPosition,
  ): void;
  /** In plot pixels. */
  select(from: number, to: number, text: string): void;
  unselect(): void;
  hide(): void;
  dispose(): void;
}

export function createCrosshairView(plot: HTMLElement, chart: HTMLElement): CrosshairView {
  const selection = addElement(plot, 'chart-brush');
  const selectionLabel = addElement(plot, 'chart-brush-text');
  const selectionText = addElement(selectionLabel, '', 'span');
  // Dots inside the rule move as one layer.
  const rule = addElement(plot, 'chart-rule');
  const tooltip = createTooltipView(chart);
  const dotElements: HTMLElement[] = [];
  for (const element of [rule, selection, selectionLabel]) element.hidden = true;

  function updateDots(dots: readonly CrosshairDot[]): void {
    while (dotElements.length < dots.length) dotElements.push(addElement(rule, 'chart-dot'));
    for (const [i, element] of dotElements.entries()) {
      const dot = dots[i];
      element.hidden = !dot;
      if (!dot) continue;
      setStyle(element, 'transform', `translateY(${dot.y}px)`);
      setStyle(element, '--color', dot.color);
      element.toggleAttribute('data-hollow', dot.isProvisional);
    }
  }

  return {
    show({ x, dots, pinned }, content, place) {
      rule.hidden = false;
      rule.style.transform = `translateX(${x}px)`;
      rule.toggleAttribute('data-pinned', pinned);
      updateDots(dots);
      if (!content) tooltip.hide();
      else tooltip.moveTo(place({ width: content.width, height: tooltip.update(content) }));
    },
    select(from, to, text) {
      selection.hidden = false;
      selection.style.transform = `translateX(${from}px)`;
      selection.style.width = `${to - from}px`;
      selectionLabel.hidden = false;
      setText(selectionText, text);
      selectionLabel.style.setProperty('--middle', `${(from + to) / 2}px`);
    },
    unselect() {
      selection.hidden = true;
      selectionLabel.hidden = true;
    },
    hide() {
      rule.hidden = true;
      tooltip.hide();
    },
    dispose() {
      for (const element of [rule, selection, selectionLabel]) element.remove();
      tooltip.dispose();
    },
  };
}
