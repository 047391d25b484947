import type { ChangeText } from '../chart-types.ts';
import { addElement, setStyle, setText } from './dom-elements.ts';

export interface TooltipViewRow {
  color: string;
  label: string;
  value: string;
  /** Why `value` is not a number. */
  reason: 'failed' | 'other' | undefined;
  /** May be empty. */
  before: string;
  change: ChangeText | undefined;
}

export interface TooltipContent {
  title: string;
  zone: string;
  comparison: { label: string; bucket: string } | undefined;
  rows: readonly TooltipViewRow[];
  moreRows: (count: number) => string;
  /** May be empty. */
  note: string;
  hint: string;
  width: number;
  maxHeight: number;
}

/** Elements of a tooltip, updated without React. */
export interface TooltipView {
  /** Returns the height in pixels. */
  update(content: TooltipContent): number;
  moveTo(position: { left: number; top: number }): void;
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

// In pixels.
const NARROW_BELOW = 220;
const NARROW_BELOW_WITH_COMPARISON = 330;

export function createTooltipView(chart: HTMLElement): TooltipView {
  const root = addElement(chart, 'chart-tip');
  const head = addElement(root, 'chart-tip-head');
  const title = addElement(head, 'chart-tip-title', 'span');
  const zone = addElement(head, 'chart-tip-zone', 'span');
  const comparison = addElement(root, 'chart-tip-compared');
  const comparisonLabel = addElement(comparison, 'chart-tip-compared-label', 'span');
  const comparisonBucket = addElement(comparison, 'chart-tip-compared-bucket', 'span');
  const body = addElement(root, 'chart-tip-rows');
  const more = addElement(root, 'chart-tip-more');
  const note = addElement(root, 'chart-tip-note');
  const hint = addElement(root, 'chart-tip-hint');
  const rows: RowElements[] = [];
  let measuredShape = '';
  let height = 0;
  let visibleRows = 0;
  root.hidden = true;

  function updateRows(content: readonly TooltipViewRow[]): void {
    while (rows.length < content.length) rows.push(addRow(body));
    for (const [i, element] of rows.entries()) {
      const row = content[i];
      element.root.hidden = !row;
      if (!row) continue;
      setText(element.label, row.label);
      setText(element.value, row.value);
      setText(element.before, row.before);
      setText(element.change, row.change?.text ?? '');
      setStyle(element.swatch, '--color', row.color);
      if (element.root.dataset['word'] !== row.reason) setReason(element.root, row.reason);
      const tone = row.change?.tone ?? 'same';
      if (element.change.dataset['tone'] !== tone) element.change.dataset['tone'] = tone;
    }
  }

  // Forces layouts, so it runs only for new shapes.
  function measure(content: TooltipContent): void {
    visibleRows = content.rows.length;
    setStyle(root, 'max-height', '');
    more.hidden = true;
    root.removeAttribute('data-tight');
    height = root.offsetHeight;
    if (height > content.maxHeight) {
      root.setAttribute('data-tight', '');
      height = root.offsetHeight;
    }
    if (height <= content.maxHeight || visibleRows === 0) return;
    more.hidden = false;
    setText(more, content.moreRows(visibleRows));
    const rowHeight = body.offsetHeight / visibleRows;
    const overflow = root.offsetHeight - content.maxHeight;
    visibleRows = Math.max(1, visibleRows - Math.ceil(overflow / rowHeight));
    updateRows(content.rows.slice(0, visibleRows));
    // Wrapped rows are taller.
    while (visibleRows > 1 && root.offsetHeight > content.maxHeight) {
      visibleRows -= 1;
      updateRows(content.rows.slice(0, visibleRows));
    }
    height = Math.min(root.offsetHeight, content.maxHeight);
  }

  return {
    update(content) {
      const hasComparison = content.comparison !== undefined;
      const isNarrow =
        content.width < (hasComparison ? NARROW_BELOW_WITH_COMPARISON : NARROW_BELOW);
      const shape = [
        content.width,
        content.maxHeight,
        content.rows.length,
        content.title.length,
        content.comparison?.bucket.length,
        content.note,
        content.hint,
      ].join('|');
      const isSameShape = shape === measuredShape && height > 0;
      root.hidden = false;
      setStyle(root, 'width', `${content.width}px`);
      root.toggleAttribute('data-narrow', isNarrow);
      root.toggleAttribute('data-compared', hasComparison);
      setText(title, content.title);
      setText(zone, content.zone);
      setText(comparisonLabel, content.comparison?.label ?? '');
      setText(comparisonBucket, content.comparison?.bucket ?? '');
      comparison.hidden = !hasComparison;
      setText(note, content.note);
      note.hidden = content.note === '';
      setText(hint, content.hint);
      updateRows(isSameShape ? content.rows.slice(0, visibleRows) : content.rows);
      if (!isSameShape) {
        measure(content);
        measuredShape = shape;
      }
      // Equal shapes may still differ in height.
      setStyle(root, 'max-height', `${content.maxHeight}px`);
      const hiddenRows = content.rows.length - visibleRows;
      more.hidden = hiddenRows === 0;
      setText(more, hiddenRows === 0 ? '' : content.moreRows(hiddenRows));
      return height;
    },
    moveTo({ left, top }) {
      root.style.transform = `translate(${left}px,${top}px)`;
    },
    hide() {
      root.hidden = true;
    },
    dispose() {
      root.remove();
    },
  };
}

function setReason(row: HTMLElement, reason: TooltipViewRow['reason']): void {
  if (reason) row.dataset['word'] = reason;
  else delete row.dataset['word'];
}

function addRow(parent: HTMLElement): RowElements {
  const root = addElement(parent, 'chart-tip-row');
  return {
    root,
    swatch: addElement(root, 'chart-swatch', 'i'),
    label: addElement(root, 'chart-tip-label', 'span'),
    value: addElement(root, 'chart-tip-value', 'b'),
    before: addElement(root, 'chart-tip-before', 'span'),
    change: addElement(root, 'chart-tip-change', 'span'),
  };
}
