// Which figures the legend has room for, and where the names stand.
import { useMedia } from '../ui/hooks/use-media.ts';
import { usePrintLayout } from '../ui/hooks/use-print-layout.ts';

/** The figures of a series, in their order. */
const COLUMNS = ['summary', 'change', 'last', 'median', 'tail', 'worst', 'within', 'data'] as const;
export type LegendColumn = (typeof COLUMNS)[number];

/** The figures of a series; how it changed only where something is compared. */
export function legendColumns(compared: boolean): readonly LegendColumn[] {
  return COLUMNS.filter((column) => compared || column !== 'change');
}

/** Where the chart needs the room: what one asks first, a line each. */
const COMPACT: readonly LegendColumn[] = ['summary', 'change', 'last', 'worst', 'within'];
const COMPACT_NARROW: readonly LegendColumn[] = ['summary', 'change'];

/** On a phone the first few are in sight, the others a swipe away: what one asks first comes first. */
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
  /** Each name stands on a line of its own above its figures, rather than beside them. */
  stacked: boolean;
  /** The figures are wider than their place and scroll under the names. */
  scrolls: boolean;
}

/**
 * The layout for the window's width, or for paper: figures are left out or put below the name, never
 * cut. `compact`: a line each, whatever that leaves out.
 */
export function useLegendLayout(compared: boolean, compact: boolean): LegendLayout {
  const stacked = useMedia(compared ? '(width < 1240px)' : '(width < 1000px)');
  const phone = useMedia('(width < 720px)');
  const columns = legendColumns(compared);
  const onPaper = usePrintLayout();
  const isThere = (column: LegendColumn) => columns.includes(column);
  if (compact) {
    const fit = phone ? COMPACT_NARROW : COMPACT;
    return { columns: fit.filter(isThere), stacked: false, scrolls: false };
  }
  if (onPaper) return { columns, stacked: true, scrolls: false };
  if (phone) return { columns: PHONE.filter(isThere), stacked: true, scrolls: true };
  return { columns, stacked, scrolls: false };
}
