// The crosshair's pixels. Written straight to the page: React takes no part in a pointer's move.

/** One row of the tooltip. */
export interface CrosshairRow {
  color: string;
  label: string;
  value: string;
  /** The compared value and how it changed; empty where there is nothing to compare. */
  before: string;
  change: string;
  tone: 'better' | 'worse' | 'same';
  /** The value is a word about why there is none. */
  isWord: boolean;
}

/** A point on a line, in plot pixels. */
export interface CrosshairDot {
  x: number;
  y: number;
  color: string;
  /** Its value may still change. */
  hollow: boolean;
}

export interface CrosshairTip {
  title: string;
  zone: string;
  /** The compared bucket; empty when nothing is compared. */
  compared: string;
  rows: readonly CrosshairRow[];
  /** How many rows had no room; empty for none. */
  more: string;
  /** Below the rows; empty for none. */
  note: string;
  width: number;
}

export interface CrosshairView {
  /** Draws the line at `x` plot pixels with its dots; `place` is given the tip's size and says where it goes. */
  show(
    x: number,
    dots: readonly CrosshairDot[],
    pinned: boolean,
    tip: CrosshairTip | undefined,
    place: (size: { width: number; height: number }) => { left: number; top: number },
  ): void;
  /** Marks the stretch being dragged over, in plot pixels, and says what it is. */
  select(from: number, to: number, text: string): void;
  unselect(): void;
  hide(): void;
  dispose(): void;
}

interface RowElements {
  root: HTMLElement;
  swatch: HTMLElement;
  label: HTMLElement;
  value: HTMLElement;
  before: HTMLElement;
  change: HTMLElement;
}

/** A tooltip below this width, a phone's, is set tighter. */
const NARROW = 220;

/** Adds the crosshair's elements to `plot` (the plot's box) and `chart` (the whole chart's). */
export function createCrosshairView(plot: HTMLElement, chart: HTMLElement): CrosshairView {
  const rule = add(plot, 'chart-rule');
  const brush = add(plot, 'chart-brush');
  const brushText = add(brush, 'chart-brush-text', 'span');
  const tip = add(chart, 'chart-tip');
  const head = add(tip, 'chart-tip-head');
  const title = add(head, 'chart-tip-title', 'span');
  const zone = add(head, 'chart-tip-zone', 'span');
  const compared = add(tip, 'chart-tip-compared');
  const body = add(tip, 'chart-tip-rows');
  const more = add(tip, 'chart-tip-note');
  const note = add(tip, 'chart-tip-note');
  const dots: HTMLElement[] = [];
  const rows: RowElements[] = [];
  let height = 0;
  let measured = '';

  function drawDots(points: readonly CrosshairDot[]): void {
    while (dots.length < points.length) dots.push(add(plot, 'chart-dot'));
    for (const [i, element] of dots.entries()) {
      const point = points[i];
      element.hidden = !point;
      if (!point) continue;
      element.style.transform = `translate(${point.x}px,${point.y}px)`;
      element.style.setProperty('--color', point.color);
      element.toggleAttribute('data-hollow', point.hollow);
    }
  }

  function drawTip(content: CrosshairTip): void {
    setText(title, content.title);
    setText(zone, content.zone);
    setOptional(compared, content.compared);
    setOptional(more, content.more);
    setOptional(note, content.note);
    tip.style.width = `${content.width}px`;
    tip.toggleAttribute('data-narrow', content.width < NARROW);
    while (rows.length < content.rows.length) rows.push(addRow(body));
    for (const [i, element] of rows.entries()) {
      const row = content.rows[i];
      element.root.hidden = !row;
      if (!row) continue;
      setText(element.label, row.label);
      setText(element.value, row.value);
      setOptional(element.before, row.before);
      setOptional(element.change, row.change);
      element.change.dataset['tone'] = row.tone;
      element.swatch.style.setProperty('--color', row.color);
      element.root.toggleAttribute('data-word', row.isWord);
    }
    // Asking for the height lays the page out, so only when something that wraps has changed.
    const shape = [
      content.width,
      content.title.length,
      content.compared,
      content.more,
      content.note,
      ...content.rows.map((row) => `${row.label}${row.isWord ? row.value : ''}`),
    ].join('|');
    if (shape !== measured || height === 0) {
      height = tip.offsetHeight;
      measured = shape;
    }
  }

  return {
    show(x, points, pinned, content, place) {
      rule.hidden = false;
      rule.style.transform = `translateX(${x}px)`;
      rule.toggleAttribute('data-pinned', pinned);
      drawDots(points);
      tip.hidden = !content;
      if (!content) return;
      drawTip(content);
      const { left, top } = place({ width: content.width, height });
      tip.style.transform = `translate(${left}px,${top}px)`;
    },
    select(from, to, text) {
      brush.hidden = false;
      setText(brushText, text);
      brush.style.transform = `translateX(${Math.min(from, to)}px)`;
      brush.style.width = `${Math.abs(to - from)}px`;
    },
    unselect() {
      brush.hidden = true;
    },
    hide() {
      rule.hidden = true;
      tip.hidden = true;
      drawDots([]);
    },
    dispose() {
      for (const element of [rule, brush, tip, ...dots]) element.remove();
    },
  };
}

function add(parent: HTMLElement, className: string, tag = 'div'): HTMLElement {
  const element = parent.ownerDocument.createElement(tag);
  element.className = className;
  element.hidden = tag === 'div' && /-(rule|brush|tip|dot)$/.test(className);
  parent.append(element);
  return element;
}

function addRow(parent: HTMLElement): RowElements {
  const root = add(parent, 'chart-tip-row');
  return {
    root,
    swatch: add(root, 'chart-swatch', 'i'),
    label: add(root, 'chart-tip-label', 'span'),
    value: add(root, 'chart-tip-value', 'b'),
    before: add(root, 'chart-tip-before', 'span'),
    change: add(root, 'chart-tip-change', 'span'),
  };
}

function setOptional(element: HTMLElement, text: string): void {
  setText(element, text);
  element.hidden = text === '';
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
