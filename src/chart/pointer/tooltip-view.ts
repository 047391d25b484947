import type { ChangeText } from '../chart-types.ts';
import { addElement, setStyle, setText } from './dom-elements.ts';

/** One row of the tooltip. */
export interface TooltipViewRow {
  color: string;
  label: string;
  value: string;
  /** The value is a word about why there is none; `failed` is the one that is no good news. */
  word: 'failed' | 'other' | undefined;
  /** The compared value; empty for none. */
  before: string;
  change: ChangeText | undefined;
}

/** What a tooltip says. */
export interface TooltipContent {
  title: string;
  zone: string;
  /** What the values are compared with, and when that was. */
  compared: { label: string; bucket: string } | undefined;
  rows: readonly TooltipViewRow[];
  /** In the place of `n` rows that have no room. */
  more: (n: number) => string;
  /** Below the rows; empty for none. */
  note: string;
  /** What a finger can do; seen only where there are fingers. */
  hint: string;
  width: number;
  maxHeight: number;
}

/** The tooltip's element, written to without React. */
export interface TooltipView {
  /** Shows `content` and gives the height it took, in pixels. */
  write(content: TooltipContent): number;
  moveTo(place: { left: number; top: number }): void;
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

/** A tooltip below these widths, a phone's, is set tighter: without and with compared values. */
const NARROW = 220;
const NARROW_COMPARED = 330;

/** Adds a tooltip to `chart`, hidden. */
export function createTooltipView(chart: HTMLElement): TooltipView {
  const tip = addElement(chart, 'chart-tip');
  const head = addElement(tip, 'chart-tip-head');
  const title = addElement(head, 'chart-tip-title', 'span');
  const zone = addElement(head, 'chart-tip-zone', 'span');
  const compared = addElement(tip, 'chart-tip-compared');
  const comparedLabel = addElement(compared, 'chart-tip-compared-label', 'span');
  const comparedBucket = addElement(compared, 'chart-tip-compared-bucket', 'span');
  const body = addElement(tip, 'chart-tip-rows');
  const more = addElement(tip, 'chart-tip-more');
  const note = addElement(tip, 'chart-tip-note');
  const hint = addElement(tip, 'chart-tip-hint');
  const rows: RowElements[] = [];
  let measured = '';
  let height = 0;
  let room = 0;
  tip.hidden = true;

  function writeRows(content: readonly TooltipViewRow[]): void {
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
      if (element.root.dataset['word'] !== row.word) setWord(element.root, row.word);
      const tone = row.change?.tone ?? 'same';
      if (element.change.dataset['tone'] !== tone) element.change.dataset['tone'] = tone;
    }
  }

  /** How many rows there is room for. Lays the page out, so it is asked only when the shape changes. */
  function measure(content: TooltipContent): void {
    room = content.rows.length;
    setStyle(tip, 'max-height', '');
    more.hidden = true;
    tip.removeAttribute('data-tight');
    height = tip.offsetHeight;
    if (height > content.maxHeight) {
      tip.setAttribute('data-tight', '');
      height = tip.offsetHeight;
    }
    if (height <= content.maxHeight || room === 0) return;
    more.hidden = false;
    setText(more, content.more(room));
    const perRow = body.offsetHeight / room;
    const excess = tip.offsetHeight - content.maxHeight;
    room = Math.max(1, room - Math.ceil(excess / perRow));
    writeRows(content.rows.slice(0, room));
    // Rows differ in height where names take two lines.
    while (room > 1 && tip.offsetHeight > content.maxHeight) {
      room -= 1;
      writeRows(content.rows.slice(0, room));
    }
    height = Math.min(tip.offsetHeight, content.maxHeight);
  }

  return {
    write(content) {
      const isNarrow = content.width < (content.compared ? NARROW_COMPARED : NARROW);
      const shape = [
        content.width,
        content.maxHeight,
        content.rows.length,
        content.title.length,
        content.compared?.bucket.length,
        content.note,
        content.hint,
      ].join('|');
      const isSameShape = shape === measured && height > 0;
      tip.hidden = false;
      setStyle(tip, 'width', `${content.width}px`);
      tip.toggleAttribute('data-narrow', isNarrow);
      tip.toggleAttribute('data-compared', content.compared !== undefined);
      setText(title, content.title);
      setText(zone, content.zone);
      setText(comparedLabel, content.compared?.label ?? '');
      setText(comparedBucket, content.compared?.bucket ?? '');
      compared.hidden = !content.compared;
      setText(note, content.note);
      note.hidden = content.note === '';
      setText(hint, content.hint);
      writeRows(isSameShape ? content.rows.slice(0, room) : content.rows);
      if (!isSameShape) {
        measure(content);
        measured = shape;
      }
      // Other rows may be higher than those that were measured.
      setStyle(tip, 'max-height', `${content.maxHeight}px`);
      const hidden = content.rows.length - room;
      more.hidden = hidden === 0;
      setText(more, hidden === 0 ? '' : content.more(hidden));
      return height;
    },
    moveTo({ left, top }) {
      tip.style.transform = `translate(${left}px,${top}px)`;
    },
    hide() {
      tip.hidden = true;
    },
    dispose() {
      tip.remove();
    },
  };
}

function setWord(row: HTMLElement, word: TooltipViewRow['word']): void {
  if (word) row.dataset['word'] = word;
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
