import { useMedia } from '../ui/hooks/use-media.ts';
import { usePrintLayout } from '../ui/hooks/use-print-layout.ts';

const COLUMNS = ['summary', 'change', 'last', 'median', 'tail', 'worst', 'within', 'data'] as const;
export type LegendColumn = (typeof COLUMNS)[number];

/** Includes `change` only if something is compared. */
export function listLegendColumns(isCompared: boolean): readonly LegendColumn[] {
  return COLUMNS.filter((column) => isCompared || column !== 'change');
}

const COMPACT: readonly LegendColumn[] = ['summary', 'change', 'last', 'worst', 'within'];
const COMPACT_NARROW: readonly LegendColumn[] = ['summary', 'change'];

/** A phone shows only the first few without scrolling. */
const PHONE: readonly LegendColumn[] = [
  'summary',
  'change',
  'worst',
  'within',
  'last',
  'median',
  'tail',
  'data',
];

export interface LegendLayout {
  columns: readonly LegendColumn[];
  /** Names stand above their values. */
  stacked: boolean;
  scrolls: boolean;
}

/** Returns the layout for the window's width, or for paper. */
export function useLegendLayout(isCompared: boolean, isCompact: boolean): LegendLayout {
  const stacked = useMedia(isCompared ? '(width < 1240px)' : '(width < 1000px)');
  const isPhone = useMedia('(width < 720px)');
  const isPrinting = usePrintLayout();
  const columns = listLegendColumns(isCompared);
  const pick = (order: readonly LegendColumn[]) =>
    order.filter((column) => columns.includes(column));
  if (isCompact) {
    return { columns: pick(isPhone ? COMPACT_NARROW : COMPACT), stacked: false, scrolls: false };
  }
  if (isPrinting) return { columns, stacked: true, scrolls: false };
  if (isPhone) return { columns: pick(PHONE), stacked: true, scrolls: true };
  return { columns, stacked, scrolls: false };
}
